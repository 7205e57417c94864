"""Error localisation as a mixed-integer program, solved by HiGHS.

Reads one instance a line and answers one line each:
{"size": fewest figures to change, "other": whether another set of that size
does, "movable": whether the found set allows other values, "seconds": time of
the first solve}.

An instance: {"figures": [number or null for a blank], "equalities":
[[[cell, sign], ...], ...], "bounds": [[[[cell, sign], ...], the most], ...], "known": [[cell, what it must be], ...], "found":
[cells that were found]}.
"""

import json
import os
import random
import sys
import time

import highspy
import numpy as np

INFINITY = highspy.kHighsInf


class Program:
    """Columns: the increase and the decrease of every cell, and whether it changes."""

    def __init__(self, figures, equalities, known, bounds):
        self.count = count = len(figures)
        self.figures = figures
        self.blank = [figure is None for figure in figures]
        base = [0 if figure is None else figure for figure in figures]
        broken = [sum(sign * base[cell] for cell, sign in equality) for equality in equalities]
        # No change need be larger than all that is to be explained, since the
        # equalities of a table are totally unimodular.
        most = sum(abs(rest) for rest in broken) + max(base) + sum(value for _, value in known) + 1
        beyond = [sum(sign * base[cell] for cell, sign in terms) - limit for terms, limit in bounds]
        most += sum(abs(rest) for rest in beyond if rest > 0) + sum(abs(limit) for _, limit in bounds)
        self.columns = 3 * count
        self.cost = np.zeros(self.columns)
        self.upper = np.zeros(self.columns)
        for cell in range(count):
            self.upper[cell] = most
            self.upper[count + cell] = base[cell]
            self.upper[2 * count + cell] = 0 if self.blank[cell] else 1
            self.cost[2 * count + cell] = 1
        self.rows = []
        for equality in equalities:
            terms = [(cell, sign) for cell, sign in equality] + [(count + cell, -sign) for cell, sign in equality]
            rest = -sum(sign * base[cell] for cell, sign in equality)
            self.rows.append((terms, rest, rest))
        for (terms, _), rest in zip(bounds, beyond):
            columns = [(cell, sign) for cell, sign in terms] + [(count + cell, -sign) for cell, sign in terms]
            self.rows.append((columns, -INFINITY, -rest))
        for cell, value in known:
            self.rows.append(([(cell, 1), (count + cell, -1)], value - base[cell], value - base[cell]))
        for cell in range(count):
            if not self.blank[cell]:
                self.rows.append(([(cell, 1), (2 * count + cell, -most)], -INFINITY, 0))
                if base[cell] > 0:
                    self.rows.append(([(count + cell, 1), (2 * count + cell, -base[cell])], -INFINITY, 0))
        # A broken equality without a blank needs a change: it follows, and helps.
        for equality, rest in zip(equalities, broken):
            if rest != 0 and not any(self.blank[cell] for cell, _ in equality):
                self.rows.append(([(2 * count + cell, 1) for cell, _ in equality], 1, INFINITY))

        self.solver = self.load()

    def load(self):
        rows = self.rows
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.cost, np.zeros(self.columns), self.upper
        lp.row_lower_ = np.array([row[1] for row in rows], dtype=float)
        lp.row_upper_ = np.array([row[2] for row in rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row[0]) for row in rows])
        lp.a_matrix_.index_ = np.array([term[0] for row in rows for term in row[0]])
        lp.a_matrix_.value_ = np.array([term[1] for row in rows for term in row[0]], dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * self.columns
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(lp)
        return solver

    def solve(self):
        """The least cost, or None where nothing is feasible."""
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return self.solver.getInfo().objective_function_value
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        raise RuntimeError(f"HiGHS stopped: {status}")

    def set_cost(self, cost):
        self.solver.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), np.asarray(cost, dtype=float))

    def another(self, size, found):
        """Whether a set of this size other than the found one does."""
        if not found:
            return False
        flags = np.arange(2 * self.count, 3 * self.count, dtype=np.int32)
        forbidden = np.array([2 * self.count + cell for cell in found], dtype=np.int32)
        self.solver.addRow(-INFINITY, len(found) - 1, len(found), forbidden, np.ones(len(found)))
        self.solver.addRow(-INFINITY, size, len(flags), flags, np.ones(len(flags)))
        # Any such set will do: without a cost the first that is feasible is the answer.
        self.set_cost(np.zeros(self.columns))
        return self.solve() is not None

    def movable(self, found):
        """Whether the found set makes every equality hold with other values, too.

        Its values are a polytope. One that is no point is wider than 0 in a
        direction taken at random.
        """
        solver = self.load()
        self.solver = solver
        for cell in range(self.count):
            if not self.blank[cell] and cell not in found:
                solver.changeColBounds(cell, 0, 0)
                solver.changeColBounds(self.count + cell, 0, 0)
            elif not self.blank[cell]:
                solver.changeColBounds(2 * self.count + cell, 1, 1)
        for column in range(self.columns):
            solver.changeColIntegrality(column, highspy.HighsVarType.kContinuous)
        cost = np.zeros(self.columns)
        for cell in found:
            weight = random.uniform(1, 2)
            cost[cell], cost[self.count + cell] = weight, -weight
        self.set_cost(cost)
        least = self.solve()
        self.set_cost(-cost)
        return -self.solve() - least > 0.5


def answer(instance):
    program = Program(instance["figures"], instance["equalities"], instance["known"], instance.get("bounds", []))
    start = time.perf_counter()
    size = round(program.solve())
    seconds = time.perf_counter() - start
    found = instance["found"]
    if instance.get("size_only") or size != len(found):
        return {"size": size, "other": False, "movable": False, "seconds": seconds}
    other, movable = program.another(size, found), program.movable(set(found))
    return {"size": size, "other": other, "movable": movable, "seconds": seconds}


# The solver greets on standard output; the answers go to the real one.
answers = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), file=answers, flush=True)
