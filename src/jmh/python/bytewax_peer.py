"""The workloads of scripts/bench as flows of bytewax 0.21.1: bytewax_peer.py WORKLOAD ROUNDS SIZE [DIRECTORY OF TEXT].

Prints million source items a second, from the first item read to the last one written, median and best of the rounds, with one worker and
with two (threads of one process). Each round checks its answer. SIZE is a share of a million items, a tenth for word count and windows.
"""

import statistics
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import bytewax.operators as op
import bytewax.operators.windowing as win
from bytewax.dataflow import Dataflow
from bytewax.inputs import DynamicSource, StatelessSourcePartition
from bytewax.outputs import DynamicSink, StatelessSinkPartition
from bytewax.testing import cluster_main

BATCH = 1000
EPOCH = datetime(2001, 1, 1, tzinfo=timezone.utc)
KEYS = [f"k{i:07d}" for i in range(100_000)]


class Clock:
    """When the first item was asked for and the last one was there."""

    def __init__(self):
        self.began = None
        self.ended = None

    def start(self):
        if self.began is None:
            self.began = time.perf_counter()

    def stop(self):
        self.ended = time.perf_counter()


class Part(StatelessSourcePartition):
    def __init__(self, batches, clock):
        self.batches, self.clock = batches, clock

    def next_batch(self):
        self.clock.start()
        return next(self.batches)  # StopIteration is the end of the input


class Items(DynamicSource):
    """Batches that a function makes for worker k of w."""

    def __init__(self, batches, clock):
        self.batches, self.clock = batches, clock

    def build(self, step_id, worker_index, worker_count):
        return Part(iter(self.batches(worker_index, worker_count)), self.clock)


class Tally(DynamicSink):
    """Counts items, and sums what a function makes of them."""

    def __init__(self, number, clock):
        self.number, self.clock = number, clock
        self.parts = []

    def build(self, step_id, worker_index, worker_count):
        tally, clock, number = [0, 0], self.clock, self.number
        self.parts.append(tally)

        class Sink(StatelessSinkPartition):
            def write_batch(self, items):
                tally[0] += len(items)
                tally[1] += sum(map(number, items))
                clock.stop()

        return Sink()

    def answer(self):
        return (sum(p[0] for p in self.parts), sum(p[1] for p in self.parts))


def numbers(n, item):
    def batches(k, w):
        end = n * (k + 1) // w
        for begin in range(n * k // w, end, BATCH):
            yield [item(x) for x in range(begin, min(end, begin + BATCH))]

    return batches


def running_count(count, _value):
    count = (count or 0) + 1
    return (count, count)


def stateless(n, _text):
    def flow(s):
        s = op.map("mix", s, lambda x: x * 31 + 7)
        s = op.filter("thirds", s, lambda y: y % 3 != 0)
        return op.map("length", s, lambda y: len(str(y)))

    kept = [len(str(x * 31 + 7)) for x in range(n) if (x * 31 + 7) % 3 != 0]
    return n, numbers(n, lambda x: x), flow, lambda x: x, (len(kept), sum(kept))


def exchange(n, _text):
    def flow(s):
        return op.stateful_map("count", s, running_count)

    counts = {}
    total = 0
    for x in range(n):
        key = KEYS[x * 7919 % len(KEYS)]
        counts[key] = counts.get(key, 0) + 1
        total += counts[key]
    return n, numbers(n, lambda x: (KEYS[x * 7919 % len(KEYS)], x)), flow, lambda kv: kv[1], (n, total)


def text_batches(files):
    def batches(k, w):
        for file in files[k::w]:
            with open(file, encoding="utf-8") as lines:
                batch = []
                for line in lines:
                    batch.append(line)
                    if len(batch) == BATCH:
                        yield batch
                        batch = []
                yield batch

    return batches


def word_count(text, last, answer):
    files = sorted(Path(text).iterdir())
    words = {}
    for file in files:
        for word in file.read_text(encoding="utf-8").lower().split():
            words[word] = words.get(word, 0) + 1

    def flow(s):
        s = op.flat_map("words", s, lambda line: line.lower().split())
        return last(s)

    return sum(words.values()), text_batches(files), flow, lambda kv: kv[1], answer(words)


def running_words(_n, text):
    def last(s):
        return op.stateful_map("count", op.key_on("word", s, lambda w: w), running_count)

    return word_count(text, last, lambda w: (sum(w.values()), sum(c * (c + 1) // 2 for c in w.values())))


def final_words(_n, text):
    return word_count(
        text, lambda s: op.count_final("count", s, lambda w: w), lambda w: (len(w), sum(w.values()))
    )


def window(n, _text):
    def flow(s):
        clock = win.EventClock(lambda v: v[0], timedelta(seconds=5), to_system_utc=lambda t: None)
        windower = win.TumblingWindower(timedelta(seconds=10), EPOCH)
        out = win.fold_window(
            "sum", s, clock, windower, lambda: 0, lambda a, v: a + v[1], lambda a, b: a + b, ordered=False
        )
        return out.down

    def item(x):
        return (f"k{x % 1000}", (EPOCH + timedelta(milliseconds=x // 10), x))

    def batches(k, _w):  # one worker reads all: where two do, one may be so far ahead that values of the other are late
        return numbers(n, item)(0, 1) if k == 0 else ()

    windows = {(x % 1000, x // 100_000) for x in range(n)}
    return n, batches, flow, lambda kv: kv[1][1], (len(windows), n * (n - 1) // 2)


def windowing(n, _text):
    """The shape of the reference's example benchmark_windowing; one worker reads all, keys are mixed rather than random."""
    begin = datetime(2022, 1, 1, tzinfo=timezone.utc)

    def number(at):
        return int((at - begin).total_seconds())

    def key_of(second):
        return str((second * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> 63)

    def batches(k, _w):
        for first in range(0, n if k == 0 else 0, 10):
            yield [begin + timedelta(seconds=x) for x in range(first, min(n, first + 10))]

    def add(acc, at):
        acc.append(at)
        return acc

    def flow(s):
        keyed = op.key_on("key", s, lambda at: key_of(number(at)))
        windower = win.TumblingWindower(timedelta(minutes=1), begin)
        clock = win.EventClock(lambda at: at, timedelta(seconds=0))
        out = win.fold_window("fold", keyed, clock, windower, list, add, list.__add__)
        return op.flat_map("flatten", out.down, lambda kv: kv[1][1])

    return n, batches, flow, number, (n, n * (n - 1) // 2)


WORKLOADS = {
    "stateless": stateless,
    "wordcount": running_words,
    "wordcount-final": final_words,
    "exchange": exchange,
    "window": window,
    "windowing": windowing,
}


def run(workload, workers):
    _n, batches, make, number, expected = workload
    clock = Clock()
    tally = Tally(number, clock)
    flow = Dataflow("peer")
    op.output("tally", make(op.input("items", flow, Items(batches, clock))), tally)
    cluster_main(flow, [], 0, worker_count_per_proc=workers)
    if tally.answer() != expected:
        raise SystemExit(f"wrong answer: {tally.answer()}, expected {expected}")
    return clock.ended - clock.began


def main():
    name, rounds, size = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    workload = WORKLOADS[name](int(size * (100_000 if name.startswith("window") else 1_000_000)), *sys.argv[4:5] or [None])
    n = workload[0]
    for workers in (1, 2):
        run(workload, workers)
        rates = [n / run(workload, workers) / 1e6 for _ in range(rounds)]
        print(
            f"bytewax {name:16} w{workers}  {n:9} items  {statistics.median(rates):7.3f} M/s median"
            f"  {max(rates):7.3f} best of {rounds}",
            flush=True,
        )


if __name__ == "__main__":
    main()
