"use strict";
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const texts = settings.texts;
  const form = document.getElementById("questions");
  const questions = [...document.querySelectorAll("fieldset[data-key]")];
  const byKey = new Map(questions.map((one) => [one.dataset.key, one]));
  const place = `spi-form ${settings.criteria} ${settings.mode} ${questions.length}`;
  let area = { name: "", key: "" };
  const field = (key, part) => document.getElementById(`${key}--${part}`);
  const typed = (key, part) => (field(key, part)?.value ?? "").trim();
  const inputs = (name) => [...form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)];
  const ticked = (name) => inputs(name).filter((one) => one.checked).map((one) => one.value);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // --- numbers as people here write them ---------------------------------------------------------

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const decimal = escaped(settings.decimal);
  const whole = `\\d+|\\d{1,3}(?:[${settings.groups.map(escaped).join("")}]\\d{3})+`;
  const shape = new RegExp(`^[-−]?(?:${whole})(?:${decimal}\\d+)?$`);
  const grouping = new RegExp(`[${settings.groups.map(escaped).join("")}]`, "g");

  function number(text) {
    const plain = text.replace(/[\s\u00a0\u202f]/g, " ").trim();
    if (!shape.test(plain)) return NaN;
    return Number(plain.replace(grouping, "").replace(settings.decimal, ".").replace("−", "-"));
  }
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
    const about = { key: name && name === area.name ? area.key : slug(name), name, attributes: {} };
    const made = { schema_version: 1, criteria: settings.criteria, language: settings.language, area: about, assessment: {} };
    if (cycle) made.cycle = cycle;
    if (settings.mode === "rating") {
      const member = slug(typed("about", "member"));
      if (!typed("about", "member")) wrong.unshift(["about", new Wrong("member", texts.member)]);
      made.assessment.ratings = [{ member, steps: Object.fromEntries(found) }];
    } else {
      try {
        const people = given("about", "population", { least: 0 });
        if (people !== null) about.attributes.population = people;
      } catch (why) {
        wrong.unshift(["about", why]);
      }
      made.assessment.answers = Object.fromEntries(found);
    }
    return { made, wrong };
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
      link.textContent = `${document.querySelector(`#${CSS.escape(key)} > legend`).textContent}: ${why.message}`;
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

  // --- drafts, files, paper ----------------------------------------------------------------------

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

  function put(kept) {
    form.reset();
    for (const one of form.elements) {
      const was = one.name && Object.hasOwn(kept, one.name) ? kept[one.name] : undefined;
      if (was === undefined) continue;
      if (one.type === "radio" || one.type === "checkbox") one.checked = Array.isArray(was) && was.includes(one.value);
      else if (typeof was === "string") one.value = was;
    }
    look();
  }

  const say = (text) => {
    document.getElementById("draft").textContent = text;
  };

  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify(raw()));
      say(texts.kept);
    } catch {
      say(texts.unkept);
    }
  }

  function look() {
    for (const one of questions) one.classList.toggle("f-has-reason", typed(one.dataset.key, "state") !== "");
    const { found } = read();
    document.getElementById("progress").textContent = fill(texts.progress, { done: found.length, all: questions.length });
  }

  const plain = (one) => (one !== null && typeof one === "object" && "value" in one ? one : { value: one });

  function opened(data) {
    if (data === null || typeof data !== "object" || data.criteria?.split?.("@")[0] !== settings.criteria.split("@")[0]) throw new Error(texts.file);
    const kept = {};
    const set = (key, part, text) => {
      if (text !== undefined && text !== null) kept[`${key}--${part}`] = String(text);
    };
    const mine = settings.mode === "rating" ? data.assessment?.ratings?.length : Object.keys(data.assessment?.answers ?? {}).length;
    if (!mine) throw new Error(texts.file);
    const named = data.area?.name;
    const isMany = typeof named === "object" && named !== null;
    const name = isMany ? (named[settings.language] ?? named.source ?? Object.values(named)[0]) : named;
    set("about", "name", name);
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(data.area?.key ?? "")) area = { name: String(name ?? "").trim(), key: data.area.key };
    set("about", "cycle", data.cycle);
    const people = data.area?.attributes?.population;
    if (typeof people === "number") set("about", "population", shown(people));
    for (const [key, was] of Object.entries(data.assessment?.answers ?? {})) {
      const one = byKey.get(key);
      if (!one || settings.mode === "rating") continue;
      const made = was !== null && typeof was === "object" && "absent" in was ? was : was !== null && typeof was === "object" && !Array.isArray(was) ? plain(was) : { value: was };
      for (const part of ["reason", "period", "evidence", "provided", "note"]) set(key, part, made[part]);
      if (made.absent !== "unanswered") set(key, "state", made.absent);
      if (made.unit) {
        // in another unit than the form asks for: shown as a remark, never taken for something else
        set(key, "note", [`${made.value} ${made.unit}`, made.note].filter(Boolean).join("; "));
        continue;
      }
      const found = made.value ?? ("numerator" in made || "done" in made ? made : undefined);
      const inner = found !== undefined && typeof found === "object" && found !== null && "value" in found ? found.value : found;
      if (inner === undefined || inner === null) continue;
      switch (one.dataset.type) {
        case "number":
          if (typeof inner === "number") set(key, "value", shown(inner));
          break;
        case "ratio":
          if (typeof inner.numerator === "number") set(key, "numerator", shown(inner.numerator));
          if (typeof inner.denominator === "number") set(key, "denominator", shown(inner.denominator));
          break;
        case "progress":
          for (const [part, share] of [["done", inner.done], ["planned", inner.planned], ["not-done", inner.not_done]])
            if (typeof share === "number") set(key, part, shown(Math.round(share * 1e8) / 1e6));
          break;
        case "yes-no":
          kept[`${key}--choice`] = [inner === true ? "yes" : "no"];
          break;
        case "choice":
          kept[`${key}--choice`] = [String(inner)];
          break;
        case "choices":
          if (Array.isArray(inner) && inner.length) kept[`${key}--choices`] = inner.map(String);
          else kept[`${key}--none`] = ["none"];
          break;
        default:
          set(key, "text", inner);
      }
    }
    const sheet = data.assessment?.ratings?.[0];
    if (settings.mode === "rating" && sheet) {
      set("about", "member", sheet.member);
      for (const [key, chosen] of Object.entries(sheet.steps ?? {})) if (byKey.has(key)) kept[`${key}--step`] = [String(chosen)];
    }
    return kept;
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
  });
  document.getElementById("open").addEventListener("click", () => document.getElementById("file").click());
  document.getElementById("file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    if (Object.keys(raw()).length && !window.confirm(texts.sure)) return;
    try {
      put(opened(JSON.parse(await file.text())));
      show([]);
      keep();
    } catch {
      say(texts.file);
      document.getElementById("draft").scrollIntoView({ block: "center" });
    }
  });
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("clear").addEventListener("click", () => {
    if (!window.confirm(texts.sure)) return;
    form.reset();
    show([]);
    look();
    keep();
  });
  for (const one of document.querySelectorAll("[data-number]")) one.inputMode = "decimal";
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
    put(JSON.parse(localStorage.getItem(place) ?? "{}"));
    say(texts.kept);
  } catch {
    say(texts.unkept);
    look();
  }
})();
