"""Forces: linked nodes attract, all nodes repel, and each is drawn towards its home.

After T. M. J. Fruchterman and E. M. Reingold (1991), "Graph drawing by force-directed placement", Software:
Practice and Experience 21, 1129–1164, with the masses of M. Jacomy et al. (2014), "ForceAtlas2", PLoS ONE 9,
e98679: what has many links pushes more. Beyond some hundred nodes the far ones push as the crowd of their
cell, in the manner of J. Barnes and P. Hut (1986), "A hierarchical O(N log N) force-calculation algorithm",
Nature 324, 446–449, on one level. Only operations that IEEE 754 rounds exactly are used: no powers, no
trigonometry, so that a map is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kg.maps.layouts.boxes import Array, between, near
from kg.maps.layouts.scene import Scene

__all__ = ["ASPECT", "SPREAD", "settle"]

SPREAD = 46.0  # units of the map between two neighbours at rest
ASPECT = 1.5  # the map is wider than it is high, like a screen
EXACT = 600  # nodes up to which every one pushes every other by itself
CROWD = 14  # nodes in a cell, about, beyond that
LASTING = 4  # rounds in which nodes count to the same cell
BLOCK = 64  # rows of the matrix of distances that are in memory at once


def settle(scene: Scene, homes: Array) -> Array:
    """Lets the forces work until the steps have become small.

    `homes` holds a point for each node, in units; not a number for a node that has no home.
    """
    count = len(homes)
    known = ~np.isnan(homes[:, :1])
    homes = np.nan_to_num(homes)
    start = np.random.default_rng(scene.seed).random((count, 2), dtype=np.float32) - np.float32(0.5)
    points: Array = homes * np.float32(0.9) + start * np.float32(np.sqrt(count) * SPREAD * 0.7)
    mass = np.sqrt(scene.degree + 1).astype(np.float32)
    down = np.array([0.10, 0.10 * ASPECT * ASPECT], dtype=np.float32)  # flatter than it is wide
    stride = np.float32(SPREAD * max(1.0, float(np.sqrt(count / EXACT))))
    rounds = 450 if count <= 400 else 250 if count <= 2000 else 120
    for step in range(rounds):
        left = np.float32(1 - step / rounds)
        if count > EXACT and step % LASTING == 0:
            grid = _Grid(points, mass)
        force = _all(points, mass) if count <= EXACT else grid.repulsion(points)
        force *= np.float32(SPREAD * SPREAD * 0.55)
        force += _attraction(points, scene, mass)
        force += (homes - points) * known * np.float32(0.4) - points * down
        length = np.sqrt((force * force).sum(1, keepdims=True)) + np.float32(1e-6)
        points = points + force / length * np.minimum(
            length * left * np.float32(0.11), stride * left + np.float32(1)
        )
    return points


def _all(points: Array, mass: Array) -> Array:
    """How every node pushes every other away: the more the closer they are and the more links they have."""
    force = np.empty_like(points)
    for rows in _blocks(len(points)):
        across = points[rows, 0, None] - points[:, 0]
        down = points[rows, 1, None] - points[:, 1]
        push = mass[rows, None] * mass / (across * across + down * down + np.float32(25))
        force[rows, 0], force[rows, 1] = (across * push).sum(1), (down * push).sum(1)
    return force


class _Grid:
    """Cells over the map: near nodes push one by one, those of other cells together, from their middle."""

    def __init__(self, points: Array, mass: Array) -> None:
        low = points.min(0)
        side = int(np.sqrt(len(points) / CROWD)) + 1
        reach = np.maximum((points.max(0) - low) / np.float32(side), np.float32(1))
        self.mass = mass
        self.cells = np.floor((points - low) / reach).astype(np.int16)
        ids = self.cells[:, 0].astype(np.int64) * (side + 2) + self.cells[:, 1]
        keys, self.cell = np.unique(ids, return_inverse=True)
        self.columns, self.rows = (part.astype(np.int16) for part in np.divmod(keys, side + 2))
        self.one, self.other = near(points, reach)

    def repulsion(self, points: Array) -> Array:
        """How the nodes push, as long as they have not moved far from their cells."""
        force, mass = self._near(points), self.mass
        weight = np.bincount(self.cell, mass)
        middle = [
            (np.bincount(self.cell, mass * points[:, axis]) / weight).astype(np.float32) for axis in (0, 1)
        ]
        for block in _blocks(len(points)):
            across = points[block, 0, None] - middle[0]
            down = points[block, 1, None] - middle[1]
            apart = np.abs(self.cells[block, 0, None] - self.columns) > 1
            apart |= np.abs(self.cells[block, 1, None] - self.rows) > 1
            push = weight.astype(np.float32) * apart / (across * across + down * down + np.float32(25))
            force[block, 0] += mass[block] * (across * push).sum(1)
            force[block, 1] += mass[block] * (down * push).sum(1)
        return force

    def _near(self, points: Array) -> Array:
        one, other = self.one, self.other
        across, down = (points[other, axis] - points[one, axis] for axis in (0, 1))
        push = self.mass[one] * self.mass[other] / (across * across + down * down + np.float32(25))
        forces = [between(one, other, gap * push, len(points)) for gap in (across, down)]
        return np.stack(forces, axis=1)


def _attraction(points: Array, scene: Scene, mass: Array) -> Array:
    """Every link pulls its two ends together; a hub is pulled less by each of its links."""
    one, other = scene.pairs.T
    pull = (points[one] - points[other]) * (scene.weights * np.float32(0.42))[:, None]
    force = np.stack([between(one, other, pull[:, axis], len(points)) for axis in (0, 1)], axis=1)
    force /= np.sqrt(mass)[:, None]
    return force


def _blocks(count: int) -> Iterator[slice]:
    """Slices of rows, so that memory grows with the number of nodes and not with its square."""
    return (slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK))
