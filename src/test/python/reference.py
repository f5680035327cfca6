"""Runs neutral descriptions of flows in the reference, bytewax 0.21.1.

Reads one flow a line on standard input (JSON, see src/docs/differential.md), writes its answer as one line on standard
output: {"outs": {port: [item...]}}, {"failed": step id} when a step failed that is there to fail, or {"error": text}.
An item of a keyed stream is written as [key, value].
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

import bytewax.operators as op
import bytewax.operators.windowing as win
from bytewax.dataflow import Dataflow
from bytewax.operators import StatefulBatchLogic, StatefulLogic
from bytewax.testing import TestingSink, TestingSource, run_main

MODULUS = 1_000_003
SPAN = 5_000_000
KEYS = ["a", "b", "ü", "", "𝄞", "k 5", "B"]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
PAST = datetime(2020, 1, 1, tzinfo=timezone.utc)
FUTURE = datetime(2500, 1, 1, tzinfo=timezone.utc)
FOREVER = timedelta(days=100_000)


# The vocabulary: what Vocabulary.java does, word for word.


def num(v: Any) -> int:
    if isinstance(v, int):
        return v
    if isinstance(v, str):
        h = 5
        for c in v:
            h = (h * 31 + ord(c)) % MODULUS
        return h
    if isinstance(v, (list, tuple)):
        h = 11
        for x in v:
            h = (h * 31 + num(x)) % MODULUS
        return h
    return 7


def rank(v: Any):
    return (num(v), show(v))


def show(v: Any) -> str:
    if v is None:
        return "-"
    if isinstance(v, (list, tuple)):
        return "[" + ",".join(show(x) for x in v) + "]"
    return str(v)


def text(v: Any) -> str:
    return v if isinstance(v, str) else f"t{num(v)}"


def one(f, v):
    name = f[0]
    if name == "add":
        return num(v) + f[1]
    if name == "mul":
        return num(v) * f[1] % MODULUS
    if name == "mod":
        return num(v) % f[1]
    if name == "neg":
        return -num(v)
    if name == "text":
        return f"t{num(v)}"
    if name == "pair":
        return [v, num(v) % 3]
    if name == "wrap":
        return [v]
    if name == "len":
        return len(v) if isinstance(v, (list, str)) else 1
    if name == "first":
        return v[0] if isinstance(v, list) and len(v) > 0 and v[0] is not None else v
    if name == "same":
        return v
    raise ValueError(f)


def many(g, v):
    name = g[0]
    if name == "dup":
        return [v, v]
    if name == "count":
        return list(range(num(v) % g[1]))
    if name == "lazy":
        return iter(range(num(v) % g[1]))
    if name == "parts":
        return [x for x in v if x is not None] if isinstance(v, list) else [v]
    if name == "maybe":
        return [] if num(v) % g[1] == 0 else [v]
    raise ValueError(g)


def keeps(p, v) -> bool:
    name = p[0]
    if name == "even":
        return num(v) % 2 == 0
    if name == "mod":
        return num(v) % p[1] == p[2]
    if name == "less":
        return num(v) < p[1]
    if name == "text":
        return isinstance(v, str)
    if name == "all":
        return True
    if name == "none":
        return False
    raise ValueError(p)


def key(k, v) -> str:
    name = k[0]
    if name == "mod":
        return KEYS[num(v) % k[1]]
    if name == "one":
        return "all"
    if name == "text":
        return f"x{num(v) % 1000}"
    raise ValueError(k)


def moment(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def at(c, v) -> datetime:
    n = (num(v) + SPAN) % (2 * SPAN) - SPAN
    return moment(c["origin"] + n // c["div"] * c["unit"])


def fold_init(f):
    return {"sum": lambda: 0, "list": list, "hash": lambda: 17, "set": list}[f[0]]()


def fold(f, s, v):
    name = f[0]
    if name == "sum":
        return s + num(v)
    if name == "list":
        return s + [v]
    if name == "hash":
        return (s * 31 + num(v)) % MODULUS
    if name == "set":
        return s if v in s else sorted(s + [v], key=rank)
    raise ValueError(f)


def fold_merge(f, s, t):
    name = f[0]
    if name == "sum":
        return s + t
    if name == "list":
        return s + t
    if name == "hash":
        return (s * 37 + t) % MODULUS
    if name == "set":
        for v in t:
            s = fold(f, s, v)
        return s
    raise ValueError(f)


def reduce(f, a, b):
    name = f[0]
    if name == "add":
        return num(a) + num(b)
    if name == "mul":
        return num(a) * num(b) % MODULUS
    if name == "concat":
        return text(a) + text(b)
    raise ValueError(f)


# Logics.


class Hold(StatefulLogic):
    """Keeps values back until it is notified, or the end."""

    def __init__(self, a):
        self.due, self.after, self.at_eof = a[1], a[2], a[3]
        self.held = []

    def flush(self, retention):
        held, self.held = self.held, []
        return (held, retention == "discard")

    def on_item(self, value):
        self.held.append(value)
        return ([], StatefulLogic.RETAIN)

    def on_notify(self):
        return self.flush(self.after)

    def on_eof(self):
        return self.flush(self.at_eof)

    def notify_at(self):
        if not self.held or self.due == "none":
            return None
        return PAST if self.due == "past" else FUTURE

    def snapshot(self):
        return list(self.held)


class Runs(StatefulLogic):
    """Emits runs of values of one class; is discarded at some values; tells what is left at the end."""

    def __init__(self, a):
        self.classes, self.discards, self.at_eof = a[1], a[2], a[3]
        self.last = None
        self.length = 0

    def on_item(self, value):
        out = []
        of = num(value) % self.classes
        if self.last is not None and self.last != of:
            out.append([self.last, self.length])
            self.length = 0
        self.last = of
        self.length += 1
        if num(value) % self.discards == 0:
            out.append(["x", self.length])
            return (out, StatefulLogic.DISCARD)
        return (out, StatefulLogic.RETAIN)

    def on_eof(self):
        return ([["eof", self.length]], self.at_eof == "discard")

    def snapshot(self):
        return (self.last, self.length)


class Totals(StatefulBatchLogic):
    """Running totals; with drops, discarded behind a batch whose total divides."""

    def __init__(self, a):
        self.drops, self.at_eof = a[1], a[2]
        self.total = 0

    def on_batch(self, values):
        out = []
        for v in values:
            self.total += num(v)
            out.append(self.total)
        return (out, self.drops > 0 and self.total % self.drops == 0)

    def on_eof(self):
        return ([["end", self.total]], self.at_eof == "discard")

    def snapshot(self):
        return self.total


class Marks(win.WindowLogic):
    """Emits at some values, when windows become one, and at the close."""

    def __init__(self, a):
        self.every = a[1]
        self.count = 0
        self.sum = 0

    def on_value(self, value):
        self.count += 1
        self.sum += num(value)
        return [["v", value, self.count]] if self.count % self.every == 0 else []

    def on_merge(self, original):
        self.count += original.count
        self.sum += original.sum
        return [["m", self.count]]

    def on_close(self):
        return [["c", self.count, self.sum]]

    def snapshot(self):
        return (self.count, self.sum)


def stateful_map(a):
    def total(s, v):
        s = (s or 0) + num(v)
        return (None if abs(s) > a[1] else s, s)

    def sequence(s, v):
        s = (s or 0) + 1
        return (s, [s, v])

    return {"sum": total, "seq": sequence}[a[0]]


def stateful_flat_map(a):
    def mapper(s, v):
        s = (s or 0) + 1
        out = [[s, v], v] if s % a[1] == 0 else []
        return (None if num(v) % a[2] == 0 else s, out)

    return mapper


def running_fold(f):
    def mapper(s, v):
        s = fold(f, fold_init(f) if s is None else s, v)
        return (s, s)

    return mapper


# Steps.


class Fail(Exception):
    pass


def failing(step_id, p, v):
    if keeps(p, v):
        raise Fail(step_id)
    return v


class Builder:
    def __init__(self, flow):
        self.description = flow
        self.flow = Dataflow("flow")
        self.ports = {}
        self.outs = {}

    def build(self):
        for node in self.description["steps"]:
            ups = [self.ports[i] for i in node["in"]]
            getattr(self, "_" + node["op"])(node["id"], node, *ups)
        for port in self.description["outs"]:
            if port not in self.outs:
                self.outs[port] = []
                op.output("out_" + port.replace(".", "_"), self.ports[port], TestingSink(self.outs[port]))
        return self.flow

    def log(self, i):
        seen = self.outs.setdefault(i + ".seen", [])
        return lambda *args: seen.append(args[1])

    # inputs

    def items(self, n):
        items = [TestingSource.EOF() if x == "EOF" else x for x in n["items"]]
        return TestingSource(items, self.description["batch"])

    def _input(self, i, n):
        self.ports[i] = op.input(i, self.flow, self.items(n))

    def _inputKeyed(self, i, n):
        n = dict(n, items=[x if x == "EOF" else tuple(x) for x in n["items"]])
        self.ports[i] = op.input(i, self.flow, self.items(n))

    # items to items

    def _map(self, i, n, up):
        self.ports[i] = op.map(i, up, lambda x: one(n["f"], x))

    _via = _map

    def _flatMap(self, i, n, up):
        self.ports[i] = op.flat_map(i, up, lambda x: many(n["g"], x))

    def _flatMapBatch(self, i, n, up):
        self.ports[i] = op.flat_map_batch(i, up, lambda xs: [y for x in xs for y in many(n["g"], x)])

    def _flatten(self, i, n, up):
        self.ports[i] = op.flatten(i, op.map(i + "_lists", up, lambda x: many(n["g"], x)))

    def _filter(self, i, n, up):
        self.ports[i] = op.filter(i, up, lambda x: keeps(n["p"], x))

    def _filterMap(self, i, n, up):
        self.ports[i] = op.filter_map(i, up, lambda x: one(n["f"], x) if keeps(n["p"], x) else None)

    def _branch(self, i, n, up):
        b = op.branch(i, up, lambda x: keeps(n["p"], x))
        self.ports[i], self.ports[i + ".falses"] = b.trues, b.falses

    _branchType = _branch

    def _merge(self, i, n, *ups):
        self.ports[i] = op.merge(i, *ups)

    def _redistribute(self, i, n, up):
        self.ports[i] = op.redistribute(i, up)

    def _inspect(self, i, n, up):
        self.ports[i] = op.inspect(i, up, self.log(i))

    def _inspectDebug(self, i, n, up):
        self.ports[i] = op.inspect_debug(i, up, self.log(i))

    def _enrich(self, i, n, up):
        loads = []

        def load(k):
            loads.append(k)
            return [k, len(loads)] if n["numbered"] else [k, k * 10]

        def join(cache, x):
            return [x, cache.get(num(x) % n["classes"])]

        self.ports[i] = op.enrich_cached(i, up, load, join, FOREVER)

    def _failIf(self, i, n, up):
        self.ports[i] = op.map(i, up, lambda x: failing(i, n["p"], x))

    def _raises(self, i, n, up):
        op.raises(i, op.filter(i + "_some", up, lambda x: keeps(n["p"], x)))

    # items to pairs

    def _keyOn(self, i, n, up):
        self.ports[i] = op.key_on(i, up, lambda x: key(n["k"], x))

    def _mapToKeyed(self, i, n, up):
        self.ports[i] = op.map(i, up, lambda x: (key(n["k"], x), one(n["f"], x)))

    _keyOnValue = _mapToKeyed

    def _countFinal(self, i, n, up):
        self.ports[i] = op.count_final(i, up, lambda x: key(n["k"], x))

    # pairs to items

    def _kmap(self, i, n, up):
        self.ports[i] = op.map(i, up, lambda kv: one(n["f"], list(kv)))

    def _kflatMap(self, i, n, up):
        self.ports[i] = op.flat_map(i, up, lambda kv: many(n["g"], list(kv)))

    def _keyRm(self, i, n, up):
        self.ports[i] = op.key_rm(i, up)

    # pairs to pairs

    def _pairs(self, i, n, up):
        self.ports[i] = up

    def _rekey(self, i, n, up):
        self.ports[i] = op.map(i, up, lambda kv: (key(n["k"], list(kv)), one(n["f"], kv[1])))

    def _mapValue(self, i, n, up):
        self.ports[i] = op.map_value(i, up, lambda v: one(n["f"], v))

    def _flatMapValue(self, i, n, up):
        self.ports[i] = op.flat_map_value(i, up, lambda v: many(n["g"], v))

    def _filterValue(self, i, n, up):
        self.ports[i] = op.filter_value(i, up, lambda v: keeps(n["p"], v))

    def _filterMapValue(self, i, n, up):
        self.ports[i] = op.filter_map_value(i, up, lambda v: one(n["f"], v) if keeps(n["p"], v) else None)

    def _kfilter(self, i, n, up):
        self.ports[i] = op.filter(i, up, lambda kv: keeps(n["p"], list(kv)))

    def _kbranch(self, i, n, up):
        b = op.branch(i, up, lambda kv: keeps(n["p"], list(kv)))
        self.ports[i], self.ports[i + ".falses"] = b.trues, b.falses

    _kmerge = _merge
    _kredistribute = _redistribute
    _kinspect = _inspect
    _kinspectDebug = _inspectDebug

    # state

    def _statefulMap(self, i, n, up):
        self.ports[i] = op.stateful_map(i, up, stateful_map(n["a"]))

    def _statefulFlatMap(self, i, n, up):
        self.ports[i] = op.stateful_flat_map(i, up, stateful_flat_map(n["a"]))

    def _stateful(self, i, n, up):
        logic = {"hold": Hold, "runs": Runs}[n["a"][0]]
        self.ports[i] = op.stateful(i, up, lambda resume: logic(n["a"]))

    def _statefulBatch(self, i, n, up):
        self.ports[i] = op.stateful_batch(i, up, lambda resume: Totals(n["a"]))

    def _scan(self, i, n, up):
        self.ports[i] = op.stateful_map(i, up, running_fold(n["fold"]))

    def _collect(self, i, n, up):
        self.ports[i] = op.collect(i, up, FOREVER, n["max"])

    def _foldFinal(self, i, n, up):
        self.ports[i] = op.fold_final(i, up, lambda: fold_init(n["fold"]), lambda s, v: fold(n["fold"], s, v))

    def _reduceFinal(self, i, n, up):
        self.ports[i] = op.reduce_final(i, up, lambda a, b: reduce(n["reduce"], a, b))

    def _kcountFinal(self, i, n, up):
        self.ports[i] = op.count_final(i, up, lambda kv: kv[0])

    def _maxFinal(self, i, n, up):
        self.ports[i] = op.max_final(i, up, rank)

    def _minFinal(self, i, n, up):
        self.ports[i] = op.min_final(i, up, rank)

    # joins

    def parts(self, i, n, up):
        """Several sides from one stream: each value goes to one of them."""
        sides = []
        for p in range(n["parts"]):
            some = op.filter_value(f"{i}_part{p}", up, lambda v, p=p: num(v) % n["parts"] == p)
            sides.append(op.map_value(f"{i}_side{p}", some, lambda v, p=p: one(n["fs"][p], v)))
        return sides

    def _join(self, i, n, *ups):
        joined = op.join(i, *ups, insert_mode=n["insert"], emit_mode=n["emit"])
        self.ports[i] = op.map_value(i + "_rows", joined, list)

    def _joinParts(self, i, n, up):
        self._join(i, n, *self.parts(i, n, up))

    # windows

    def clock(self, c):
        if c["kind"] == "system":
            return win.SystemClock()
        if c["kind"] == "ticking":
            now = [moment(c["now"])]

            def timestamp(v):
                # the next value finds the clock here
                now[0] += timedelta(microseconds=num(v) % c["classes"] * c["unit"])
                return at(c, v)

            return win.EventClock(
                timestamp,
                timedelta(microseconds=c["wait"]),
                now_getter=lambda: now[0],
                to_system_utc=lambda t: None,
            )
        return win.EventClock(
            lambda v: at(c, v), timedelta(microseconds=c["wait"]), now_getter=lambda: moment(c["now"])
        )

    def windower(self, w):
        if w["kind"] == "session":
            return win.SessionWindower(timedelta(microseconds=w["gap"]))
        length = timedelta(microseconds=w["length"])
        if w["kind"] == "tumbling":
            return win.TumblingWindower(length, moment(w["align"]))
        return win.SlidingWindower(length, timedelta(microseconds=w["offset"]), moment(w["align"]))

    def windowed(self, i, n, out, system):
        def shown(meta):
            if system:
                return []
            return [micros(meta.open_time), micros(meta.close_time), sorted(meta.merged_ids)]

        self.ports[i] = op.map_value(i + "_down", out.down, lambda w: [w[0], w[1]])
        self.ports[i + ".late"] = op.map_value(i + "_late", out.late, lambda w: [w[0], plain(w[1])])
        self.ports[i + ".meta"] = op.map_value(i + "_meta", out.meta, lambda w: [w[0], *shown(w[1])])

    def _window(self, i, n, up):
        clock, windower, a, ordered = self.clock(n["clock"]), self.windower(n["windower"]), n["a"], n["ordered"]
        name = a[0]
        if name in ("list", "set", "map"):
            if name == "map":
                # the values have to be pairs: only after this step are they what they were
                up = op.map_value(i + "_entries", up, lambda v: Entry(num(v) % a[1], v))
                clock = unwrapping(clock)
            into = {"list": list, "set": set, "map": dict}[name]
            if name == "set":
                up = op.map_value(i + "_frozen", up, Frozen)
                clock = unwrapping(clock)
            out = win.collect_window(i, up, clock, windower, into, ordered)
        elif name == "count":
            # takes items, so what is late are items
            out = win.count_window(i, up, clock_of_pairs(clock), windower, lambda kv: kv[0])
            late = op.map_value(i + "_values", out.late, lambda w: (w[0], w[1][1]))
            out = win.WindowOut(out.down, late, out.meta)
        elif name == "fold":
            f = a[1]
            out = win.fold_window(
                i,
                up,
                clock,
                windower,
                lambda: fold_init(f),
                lambda s, v: fold(f, s, v),
                lambda s, t: fold_merge(f, s, t),
                ordered,
            )
        elif name == "reduce":
            out = win.reduce_window(i, up, clock, windower, lambda x, y: reduce(a[1], x, y))
        elif name == "max":
            out = win.max_window(i, up, clock, windower, rank)
        elif name == "min":
            out = win.min_window(i, up, clock, windower, rank)
        elif name == "marks":
            out = win.window(i, up, clock, windower, lambda resume: Marks(a), ordered)
        else:
            raise ValueError(a)
        out = win.WindowOut(op.map_value(i + "_plain", out.down, lambda w: (w[0], plain(w[1]))), out.late, out.meta)
        self.windowed(i, n, out, n["clock"]["kind"] == "system")

    def _joinWindow(self, i, n, *ups):
        out = win.join_window(
            i,
            self.clock(n["clock"]),
            self.windower(n["windower"]),
            *ups,
            insert_mode=n["insert"],
            emit_mode=n["emit"],
            ordered=n["ordered"],
        )
        out = win.WindowOut(op.map_value(i + "_rows", out.down, lambda w: (w[0], list(w[1]))), out.late, out.meta)
        self.windowed(i, n, out, n["clock"]["kind"] == "system")

    def _joinWindowParts(self, i, n, up):
        self._joinWindow(i, n, *self.parts(i, n, up))


class Entry(tuple):
    """A key and a value of a window that collects a dict."""

    def __new__(cls, k, v):
        return super().__new__(cls, (k, v))


class Frozen:
    """A value that a set takes."""

    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v

    def __hash__(self):
        return num(self.v)


def unwrap(v):
    if isinstance(v, Frozen):
        return v.v
    return v[1] if isinstance(v, Entry) else v


def plain(v):
    """Values as they are described: sets and dicts as sorted lists."""
    if isinstance(v, (Entry, Frozen)):
        return unwrap(v)
    if isinstance(v, set):
        return sorted((x.v for x in v), key=rank)
    if isinstance(v, dict):
        return [[k, v[k]] for k in sorted(v)]
    if isinstance(v, tuple):
        return [plain(x) for x in v]
    return v


def with_getter(clock, shim):
    if not isinstance(clock, win.EventClock):
        return clock
    getter = clock.ts_getter
    return win.EventClock(
        lambda v: getter(shim(v)), clock.wait_for_system_duration, clock.now_getter, clock.to_system_utc
    )


def unwrapping(clock):
    return with_getter(clock, unwrap)


def clock_of_pairs(clock):
    return with_getter(clock, lambda kv: kv[1])


def failed_step(flow, ex):
    """The id of the step that is there to fail, if that is why."""
    while ex is not None:
        if isinstance(ex, Fail):
            return ex.args[0]
        for node in flow["steps"]:
            if node["op"] == "raises" and f"`raises` step 'flow.{node['id']}'" in str(ex):
                return node["id"]
        ex = ex.__cause__
    return None


def answer(flow):
    builder = Builder(flow)
    try:
        run_main(builder.build(), epoch_interval=timedelta(seconds=flow["epoch"]))
    except Exception as ex:
        step = failed_step(flow, ex)
        if step is not None:
            return {"failed": step}
        return {"error": f"{ex!r} <- {ex.__cause__!r} <- {getattr(ex.__cause__, '__cause__', None)!r}"}
    return {"outs": {port: out for port, out in builder.outs.items()}}


def main():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
