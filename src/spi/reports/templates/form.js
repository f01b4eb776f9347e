"use strict";
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const texts = settings.texts;
  const form = document.getElementById("questions");
  const questions = [...document.querySelectorAll("fieldset[data-key]")];
  const byKey = new Map(questions.map((one) => [one.dataset.key, one]));
  const place = `spi-form ${settings.criteria} ${settings.mode} `;
  let area = { name: "", key: "" };
  let rest = {}; // of an opened file: answers or steps that this form does not ask
  let beside = {}; // of an opened file: what it says of area, sources and answers beside what is asked
  const field = (key, part) => document.getElementById(`${key}--${part}`);
  const typed = (key, part) => (field(key, part)?.value ?? "").trim();
  const inputs = (name) => [...form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)];
  const ticked = (name) => inputs(name).filter((one) => one.checked).map((one) => one.value);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // --- numbers as people here write them ---------------------------------------------------------

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  function reader(decimal, groups) {
    const between = groups.map(escaped).join("");
    const whole = `\\d+|\\d{1,3}(?:[${between}]\\d{3})+`;
    const shape = new RegExp(`^[-−]?(?:${whole})(?:${escaped(decimal)}\\d+)?$`);
    const grouping = new RegExp(`[${between}]`, "g");
    return (text) => {
      const plain = text.replace(/[\s\u00a0\u202f]/g, " ").trim();
      if (!shape.test(plain)) return NaN;
      return Number(plain.replace(grouping, "").replace(decimal, ".").replace("−", "-"));
    };
  }
  const number = reader(settings.decimal, settings.groups);
  const shown = (value) =>
    String(value).replace(".", settings.decimal).replace("-", "−").replace("−", "-");

  // --- what stands in the form -------------------------------------------------------------------

  class Wrong extends Error {
    constructor(part, text) {
      super(text);
      this.part = part;
    }
  }

  function given(key, part, limits = {}) {
    const text = typed(key, part);
    if (text === "") return null;
    const value = number(text);
    const { least, most } = limits;
    if (!Number.isFinite(value)) throw new Wrong(part, texts.number);
    if (least !== undefined && value < least) throw new Wrong(part, fill(texts.least, { least: shown(least) }));
    if (most !== undefined && value > most) throw new Wrong(part, fill(texts.most, { most: shown(most) }));
    return value;
  }

  const limit = (text) => (text === undefined ? undefined : Number(text));

  function fraction(key, one) {
    const above = given(key, "numerator");
    const below = given(key, "denominator");
    if (above === null && below === null) return null;
    if (above === null) throw new Wrong("numerator", texts.both);
    if (below === null) throw new Wrong("denominator", texts.both);
    if (below < 0 || (below === 0 && above !== 0)) throw new Wrong("denominator", texts.denominator);
    const value = below === 0 ? null : (above / below) * Number(one.dataset.per);
    const least = limit(one.dataset.minimum);
    const most = limit(one.dataset.maximum);
    if (value !== null && least !== undefined && value < least - 1e-9) throw new Wrong("numerator", fill(texts.least, { least: shown(least) }));
    if (value !== null && most !== undefined && value > most + 1e-9) throw new Wrong("numerator", fill(texts.most, { most: shown(most) }));
    return { numerator: above, denominator: below };
  }

  function split(key) {
    const parts = ["done", "planned", "not-done"].map((part) => given(key, part, { least: 0, most: 100 }));
    if (parts.every((one) => one === null)) return null;
    const [done, planned, rest] = parts.map((one) => one ?? 0);
    if (Math.abs(done + planned + rest - 100) > 1e-6) throw new Wrong("done", texts.split);
    const share = (percent) => Math.round(percent * 1e8) / 1e10;
    return { done: share(done), planned: share(planned), not_done: share(rest) };
  }

  function value(key, one) {
    switch (one.dataset.type) {
      case "number":
        return given(key, "value", { least: limit(one.dataset.minimum), most: limit(one.dataset.maximum) });
      case "ratio":
        return fraction(key, one);
      case "progress":
        return split(key);
      case "yes-no":
        return { yes: true, no: false }[ticked(`${key}--choice`)[0]] ?? null;
      case "choice":
        return ticked(`${key}--choice`)[0] ?? null;
      case "choices": {
        const chosen = ticked(`${key}--choices`);
        const none = ticked(`${key}--none`).length > 0;
        if (none && chosen.length) throw new Wrong("", texts.none);
        return none ? [] : chosen.length ? chosen : null;
      }
      default:
        return typed(key, "text") || null;
    }
  }

  function isPeriod(text) {
    const ends = text.split("/");
    const dates = ends.map((one) => {
      const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(one);
      if (!found || found[1] === "0000") return null;
      const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
      const date = new Date(Date.UTC(2000, month - 1, day));
      date.setUTCFullYear(year, month - 1, day);
      return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
    });
    return ends.length <= 2 && dates.every((one) => one !== null) && (ends.length === 1 || dates[0] <= dates[1]);
  }

  function answer(key, one) {
    const made = {};
    const state = typed(key, "state");
    if (state) {
      if (value(key, one) !== null) throw new Wrong("state", texts.together);
      made.absent = state;
      if (typed(key, "reason")) made.reason = typed(key, "reason");
      else if (state === "not-applicable") throw new Wrong("reason", texts.reason);
    } else {
      made.value = value(key, one);
    }
    const period = typed(key, "period");
    if (period && !isPeriod(period)) throw new Wrong("period", texts.period);
    if (period) made.period = period;
    if (typed(key, "evidence") && typed(key, "evidence") !== "none") made.evidence = typed(key, "evidence");
    if (typed(key, "provided")) made.provided = typed(key, "provided");
    if (typed(key, "note")) made.note = typed(key, "note");
    if (made.value === null) {
      if (!made.note) return null;
      delete made.value; // a remark without an answer is kept
      made.absent = "unanswered";
    }
    return made;
  }

  function step(key) {
    const chosen = ticked(`${key}--step`)[0];
    if (chosen === undefined) return null;
    return chosen === "cannot-say" ? chosen : Number(chosen);
  }

  const slug = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/ß/g, "ss")
      .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "unnamed";

  function read() {
    const found = [];
    const wrong = [];
    for (const one of questions) {
      const key = one.dataset.key;
      try {
        const made = settings.mode === "rating" ? step(key) : answer(key, one);
        if (made !== null) found.push([key, made]);
      } catch (why) {
        if (!(why instanceof Wrong)) throw why;
        wrong.push([key, why]);
      }
    }
    return { found, wrong };
  }

  function dossier() {
    const { found, wrong } = read();
    const name = typed("about", "name");
    const cycle = typed("about", "cycle");
    if (!name) wrong.unshift(["about", new Wrong("name", texts.name)]);
    const isKnown = name && (name === area.name || names(beside.area).includes(name.toLowerCase()));
    const about = { key: isKnown && area.key ? area.key : slug(name), name, attributes: {} };
    try {
      about.attributes = attributes();
    } catch (why) {
      wrong.unshift(["about", why]);
    }
    const isSame = beside.area && (name === area.name || names(beside.area).includes(name.toLowerCase()));
    if (isSame) Object.assign(about, beside.area, { attributes: { ...beside.area.attributes, ...about.attributes } });
    const made = { schema_version: 1, criteria: settings.criteria, language: settings.language, area: about, assessment: {} };
    if (beside.sources) made.sources = beside.sources;
    if (cycle) made.cycle = cycle;
    if (settings.mode === "rating") {
      const member = slug(typed("about", "member"));
      if (!typed("about", "member")) wrong.unshift(["about", new Wrong("member", texts.member)]);
      made.assessment.ratings = [{ member, steps: { ...rest, ...Object.fromEntries(found) } }];
    } else {
      made.assessment.answers = { ...rest, ...Object.fromEntries(found.map(([key, one]) => [key, withMore(key, one)])) };
    }
    return { made, wrong };
  }

  /** All names of the area of an opened file, in small letters. */
  function names(of) {
    const name = of?.name;
    return (isPlain(name) ? Object.values(name) : [name]).filter((one) => typeof one === "string").map((one) => one.trim().toLowerCase());
  }

  /** An answer with what an opened file said of the same value and this form does not ask. */
  function withMore(key, made) {
    const was = beside.answers?.[key];
    const value = ({ value, absent, unit }) => spelt({ value, absent, unit });
    return was && value(was.made) === value(made) ? { ...was.more, ...made } : made;
  }

  const asked = [...form.querySelectorAll("[data-attribute]")];

  function attributes() {
    const made = {};
    for (const one of asked) {
      const part = one.id.replace("about--", "");
      const { attribute, kind } = one.dataset;
      const text = kind === "number" ? given("about", part, { least: 0 }) : typed("about", part);
      if (text === null || text === "") continue;
      made[attribute] = kind === "yes-no" ? text === "yes" : text;
    }
    return made;
  }

  // --- what is wrong -----------------------------------------------------------------------------

  function show(wrong) {
    for (const one of document.querySelectorAll(".f-error")) one.textContent = "";
    for (const one of document.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const box = document.getElementById("errors");
    box.replaceChildren();
    box.hidden = wrong.length === 0;
    if (!wrong.length) return;
    const head = document.createElement("p");
    head.textContent = texts.errors;
    const list = document.createElement("ul");
    for (const [key, why] of wrong) {
      const input = why.part ? field(key, why.part) : null;
      const told = document.getElementById(input ? `${input.id}-error` : `${key}-error`) ?? document.getElementById(`${key}-error`);
      if (told) told.textContent = why.message;
      if (input) {
        input.setAttribute("aria-invalid", "true");
        input.closest("details")?.setAttribute("open", "");
      }
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${input ? input.id : key}`;
      const asked = document.querySelector(`#${CSS.escape(key)} > legend`).textContent.trim();
      link.textContent = `${asked}${/[?!.]$/.test(asked) ? "" : ":"} ${why.message}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const target = input ?? document.querySelector(`#${CSS.escape(key)} input`);
        target.scrollIntoView({ block: "center" });
        target.focus();
      });
      item.append(link);
      list.append(item);
    }
    box.append(head, list);
    box.focus();
  }

  // --- drafts: each by itself, whoever else uses this browser --------------------------------------

  const raw = () => {
    const kept = {};
    for (const one of form.elements) {
      if (!one.name) continue;
      if (one.type === "radio" || one.type === "checkbox") {
        if (one.checked) (kept[one.name] ??= []).push(one.value);
      } else if (one.value && !(one.tagName === "SELECT" && one.selectedIndex === 0)) kept[one.name] = one.value;
    }
    return kept;
  };

  function put(kept, read = number) {
    form.reset();
    for (const one of form.elements) {
      const was = one.name && Object.hasOwn(kept, one.name) ? kept[one.name] : undefined;
      if (was === undefined) continue;
      if (one.type === "radio" || one.type === "checkbox") one.checked = Array.isArray(was) && was.includes(one.value);
      else if (typeof was === "string") {
        const value = "number" in one.dataset ? read(was) : NaN;
        one.value = Number.isFinite(value) && read !== number ? shown(value) : was;
      }
    }
    look();
  }

  const say = (text) => {
    document.getElementById("draft").textContent = text;
  };
  const anew = () => `${place}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  let mine = anew();
  let holds = {}; // of an opened draft: what this form does not ask

  function keep() {
    try {
      const kept = { ...holds, ...raw() };
      const isBegun = Object.keys(kept).some((name) => !name.startsWith("about--"));
      if (!isBegun) localStorage.removeItem(mine);
      else {
        const { decimal, groups } = settings;
            const draft = { area, rest, beside, decimal, groups, kept, when: new Date().toISOString(), count: read().found.length };
        localStorage.setItem(mine, JSON.stringify(draft));
      }
      say(texts.kept);
      return true;
    } catch {
      say(texts.unkept);
      return false;
    }
  }

  function forget(at) {
    try {
      localStorage.removeItem(at);
    } catch {
      say(texts.unkept);
    }
  }

  /** Leave what stands here as a draft of its own; ask first where it cannot be kept. */
  function leave() {
    if (Object.keys(raw()).length && !keep() && !window.confirm(texts.sure)) return false;
    mine = anew();
    [holds, rest, beside] = [{}, {}, {}];
    area = { name: "", key: "" };
    return true;
  }

  function drafts() {
    const found = [];
    try {
      for (const place_ of Object.keys(localStorage)) {
        if (!place_.startsWith(place) || place_ === mine) continue;
        const draft = JSON.parse(localStorage.getItem(place_));
        if (draft && typeof draft.kept === "object" && draft.kept !== null) found.push([place_, draft]);
      }
    } catch {
      say(texts.unkept);
    }
    return found.sort(([, a], [, b]) => String(b.when).localeCompare(String(a.when)));
  }

  function openDraft(at, draft) {
    if (!leave()) return;
    mine = at;
    area = draft.area ?? area;
    rest = draft.rest ?? {};
    beside = draft.beside ?? {};
    const names = new Set([...form.elements].map((one) => one.name));
    holds = Object.fromEntries(Object.entries(draft.kept).filter(([name]) => !names.has(name)));
    const isOurs = draft.decimal === settings.decimal || typeof draft.decimal !== "string" || !Array.isArray(draft.groups);
    put(draft.kept, isOurs ? number : reader(draft.decimal, draft.groups.map(String)));
    show([]);
    say(texts.kept);
    list();
    document.getElementById("questions").focus();
  }

  function list() {
    const found = drafts();
    const box = document.getElementById("drafts");
    box.hidden = found.length === 0;
    box.querySelector("ul").replaceChildren(
      ...found.map(([at, draft]) => {
        const item = document.createElement("li");
        const told = document.createElement("span");
        const named = [draft.kept["about--name"], draft.kept["about--member"]].filter((one) => typeof one === "string");
        const when = new Date(draft.when);
        told.textContent = fill(texts.draft, {
          name: named.join(", ") || "–",
          when: Number.isNaN(when.getTime()) ? "–" : when.toLocaleDateString(settings.language.replace("_", "-")),
          count: Number(draft.count) || 0,
        });
        const open = document.createElement("button");
        open.type = "button";
        open.textContent = texts.openDraft;
        open.addEventListener("click", () => openDraft(at, draft));
        const away = document.createElement("button");
        away.type = "button";
        away.textContent = texts.deleteDraft;
        away.addEventListener("click", () => {
          if (!window.confirm(texts.sureDraft)) return;
          forget(at);
          list();
          document.getElementById("questions").focus();
        });
        for (const button of [open, away]) button.setAttribute("aria-label", `${button.textContent}: ${told.textContent}`);
        item.append(told, " ", open, " ", away);
        return item;
      }),
    );
  }

  function look() {
    for (const one of questions) one.classList.toggle("f-has-reason", typed(one.dataset.key, "state") !== "");
    const { found } = read();
    document.getElementById("progress").textContent = fill(texts.progress, { done: found.length, all: questions.length });
  }

  // --- saved files -------------------------------------------------------------------------------

  const isPlain = (one) => one !== null && typeof one === "object" && !Array.isArray(one);
  const whole = (was) => (isPlain(was) && ("value" in was || "absent" in was) ? was : { value: was });

  /** The fields of a form that an answer fills; what does not fit the question fills none. */
  function fields(key, one, made) {
    const kept = {};
    const set = (part, text) => {
      if (typeof text === "string" || typeof text === "number") kept[`${key}--${part}`] = String(text);
    };
    for (const part of ["reason", "period", "evidence", "provided", "note"]) set(part, made[part]);
    if (made.absent !== "unanswered") set("state", made.absent);
    if (made.unit) {
      // in another unit than the form asks for: shown as a remark, never taken for something else
      set("note", [`${made.value} ${made.unit}`, made.note].filter(Boolean).join("; "));
      return kept;
    }
    const inner = made.value;
    const counts = (part, value, times = 1) => {
      if (typeof value === "number") set(part, shown(times === 1 ? value : Math.round(value * times * 1e6) / 1e6));
    };
    switch (one.dataset.type) {
      case "number":
        counts("value", inner);
        break;
      case "ratio":
        counts("numerator", inner?.numerator);
        counts("denominator", inner?.denominator);
        break;
      case "progress":
        for (const part of ["done", "planned", "not_done"]) counts(part.replace("_", "-"), inner?.[part], 100);
        break;
      case "yes-no":
        if (typeof inner === "boolean") kept[`${key}--choice`] = [inner ? "yes" : "no"];
        break;
      case "choice":
        if (typeof inner === "string") kept[`${key}--choice`] = [inner];
        break;
      case "choices":
        if (Array.isArray(inner)) kept[inner.length ? `${key}--choices` : `${key}--none`] = inner.length ? inner.map(String) : ["none"];
        break;
      default:
        set("text", inner);
    }
    return kept;
  }

  /** An answer in one spelling, so that two can be compared. */
  function spelt(made) {
    const value = made.unit ? undefined : made.value;
    const parts = isPlain(value) ? Object.entries(value).filter(([, n]) => n !== 0) : value;
    const plain = Array.isArray(parts) ? parts.map(String).sort() : parts;
    const told = (name, nothing) => (made[name] === nothing ? undefined : made[name]);
    return JSON.stringify([plain, told("absent", "unanswered"), made.reason, made.period, told("evidence", "none"), made.provided]);
  }

  /** An answer as it is asked, and what more is said of it. */
  function beyond(made) {
    const known = ["value", "absent", "reason", "unit", "period", "evidence", "provided", "note"];
    return { made, more: Object.fromEntries(Object.entries(made).filter(([name]) => !known.includes(name))) };
  }

  function sheetOf(data) {
    const sheets = (Array.isArray(data.assessment?.ratings) ? data.assessment.ratings : []).filter((one) => isPlain(one?.steps));
    if (sheets.length < 2) return sheets[0];
    const member = slug(typed("about", "member"));
    const found = sheets.find((one) => one.member === member);
    if (!found) throw new Error(texts.sheets);
    return found;
  }

  function opened(data) {
    if (!isPlain(data) || String(data.criteria).split("@")[0] !== settings.criteria.split("@")[0]) throw new Error(texts.file);
    const isRating = settings.mode === "rating";
    const sheet = isRating ? sheetOf(data) : undefined;
    const given = isRating ? sheet?.steps : data.assessment?.answers;
    if (!isPlain(given) || !Object.keys(given).length) throw new Error(texts.file);
    const kept = {};
    const set = (part, text) => {
      if (typeof text === "string" || typeof text === "number") kept[`about--${part}`] = String(text);
    };
    const named = data.area?.name;
    const name = isPlain(named) ? (named[settings.language] ?? named.source ?? Object.values(named)[0]) : named;
    set("name", name);
    set("cycle", data.cycle);
    set("member", sheet?.member);
    for (const one of asked) {
      const was = data.area?.attributes?.[one.dataset.attribute];
      const part = one.id.replace("about--", "");
      if (typeof was === "number") set(part, shown(was));
      else if (typeof was === "boolean") set(part, was ? "yes" : "no");
      else set(part, was);
    }
    const others = [];
    for (const [key, was] of Object.entries(given)) {
      const one = byKey.get(key);
      if (!one) others.push([key, was]);
      else if (isRating) kept[`${key}--step`] = [String(was)];
      else Object.assign(kept, fields(key, one, whole(was)));
    }
    const more = isRating ? {} : { answers: Object.fromEntries(Object.entries(given).filter(([key]) => byKey.has(key)).map(([key, was]) => [key, beyond(whole(was))])) };
    if (!isRating && isPlain(data.sources)) more.sources = data.sources;
    if (isPlain(data.area)) more.area = data.area;
    const isKey = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(data.area?.key ?? "");
    return { kept, given, more, others: Object.fromEntries(others), area: isKey ? { name: String(name ?? "").trim(), key: data.area.key } : { name: "", key: "" } };
  }

  /** The questions of a file whose answers the form could not take over. */
  function leftOut(given) {
    return questions.filter((one) => {
      const key = one.dataset.key;
      if (!Object.hasOwn(given, key)) return false;
      try {
        if (settings.mode === "rating") return String(step(key)) !== String(given[key]);
        return spelt(answer(key, one) ?? {}) !== spelt(whole(given[key]));
      } catch {
        return false; // taken over, and told when it is saved
      }
    });
  }

  document.getElementById("save").addEventListener("click", () => {
    const { made, wrong } = dossier();
    show(wrong);
    if (wrong.length) return;
    const file = new Blob([JSON.stringify(made, null, 2), "\n"], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${made.area.key}${settings.mode === "rating" ? `-${made.assessment.ratings[0].member}` : ""}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    say(texts.saved);
    // ratings are one person's: once saved they do not stay for the next who sits here
    if (settings.mode === "rating") forget(mine);
  });
  document.getElementById("open").addEventListener("click", () => document.getElementById("file").click());
  document.getElementById("file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    try {
      const found = opened(JSON.parse(await file.text()));
      if (!leave()) return;
      ({ area, others: rest, more: beside } = found);
      put(found.kept);
      show([]);
      list();
      const left = leftOut(found.given).map((one) => one.querySelector("legend").textContent);
      if (left.length) say(fill(texts.left, { questions: left.join(" · ") }));
    } catch (why) {
      say(why.message === texts.sheets ? texts.sheets : texts.file);
    }
    document.getElementById("draft").scrollIntoView({ block: "center" });
  });
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("clear").addEventListener("click", () => {
    if (!window.confirm(texts.sure)) return;
    form.reset();
    [rest, holds, beside] = [{}, {}, {}];
    show([]);
    look();
    keep();
  });
  for (const one of document.querySelectorAll("[data-number]")) {
    // the keys for decimals have no minus on some telephones
    if (Number(one.closest("fieldset")?.dataset.minimum ?? (one.dataset.attribute ? 0 : -1)) >= 0) one.inputMode = "decimal";
  }
  // a choice can be taken back: by another click, or by the key Delete
  let chosen = null;
  form.addEventListener("pointerdown", (event) => {
    const radio = event.target.closest("label")?.querySelector("input[type=radio]") ?? event.target;
    chosen = radio.type === "radio" && radio.checked ? radio : null;
  });
  const takeBack = (radio) => {
    radio.checked = false;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("click", (event) => {
    if (event.target.type === "radio" && event.target === chosen) {
      chosen = null;
      takeBack(event.target);
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.type === "radio" && event.target.checked && ["Delete", "Backspace"].includes(event.key)) takeBack(event.target);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    look();
    keep();
  });

  try {
    localStorage.getItem(place);
    say(texts.kept);
  } catch {
    say(texts.unkept);
  }
  look();
  list();
})();
