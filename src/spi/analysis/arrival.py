"""What there is for people who arrive: services by kind of migration and stage of arrival."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from spi.model.answers import Provided
from spi.model.criteria_set import CriteriaSet, Indicator, Kind
from spi.scoring.nodes import NodeScore
from spi.scoring.tree import OUT, Status


class Provision(StrEnum):
    """Whether a service is there, and who runs it."""

    HERE = "here"
    SHARED = "shared"
    ELSEWHERE = "elsewhere"
    THERE = "there"
    """It is there; nobody has said who runs it."""
    MISSING = "missing"
    OPEN = "open"


@frozen(kw_only=True)
class Arrival:
    """Services by kind of migration and stage.

    Attributes:
        kinds: Keys of the target groups that are kinds of migration, in the order of the set.
        stages: Keys of the stages, in the order of the set.
        services: Key of each service that belongs to a stage, and whether it is there.
        cells: By kind and stage the keys of the services meant for it.
    """

    kinds: tuple[str, ...]
    stages: tuple[str, ...]
    services: Mapping[str, Provision]
    cells: Mapping[tuple[str, str], tuple[str, ...]]

    def count(self, kind: str, stage: str, provision: Provision) -> int:
        """Return how many services for a kind in a stage are provided so."""
        return sum(self.services[key] is provision for key in self.cells[kind, stage])


def arrival(nodes: Mapping[str, NodeScore], criteria: CriteriaSet) -> Arrival | None:
    """Return what is here, shared and missing; ``None`` where the set names no kinds or no stages.

    Kinds of migration are the target groups directly within one of the groups whose views are
    compared. A service that an answer gives no points by the rule is missing; one that does not
    apply is left out.

    Args:
        nodes: The scores as an audience may see them.
        criteria: The set that scored them.
    """
    kinds = [one.key for one in criteria.target_groups if one.within in criteria.views]
    stages = [one.key for one in criteria.stages]
    if not kinds or not stages:
        return None
    leaves = {leaf.key: leaf for leaf in criteria.leaves() if leaf.kind is Kind.SERVICE}
    services = {
        key: provision_of(nodes[key])
        for key, leaf in leaves.items()
        if leaf.stages and nodes[key].status not in OUT
    }
    return Arrival(
        kinds=tuple(kinds),
        stages=tuple(stages),
        services=services,
        cells={
            (kind, stage): tuple(_meant_for(criteria, leaves, services, kind, stage))
            for kind in kinds
            for stage in stages
        },
    )


def provision_of(node: NodeScore) -> Provision:
    """Return whether a service is there, by its answer."""
    leaf = node.leaf
    if leaf is None or leaf.rule_points is None or node.status is Status.SUPPRESSED:
        return Provision.OPEN
    if leaf.rule_points == 0:
        return Provision.MISSING
    provided = leaf.fact.answer.provided if leaf.fact.answer else None
    return _SAID[provided]


_SAID = {
    None: Provision.THERE,
    Provided.HERE: Provision.HERE,
    Provided.SHARED: Provision.SHARED,
    Provided.ELSEWHERE: Provision.ELSEWHERE,
}


def _meant_for(
    criteria: CriteriaSet,
    leaves: Mapping[str, Indicator],
    services: Mapping[str, Provision],
    kind: str,
    stage: str,
) -> Iterator[str]:
    for key in services:
        if stage in leaves[key].stages and criteria.concerns(leaves[key], kind):
            yield key
