"""`make evaluate`, its second part: how well the trained bot understands what others wrote, and
what was written here without a look at its examples.

    python -m ops.understanding [--markdown] [--each N]

The bot is asked without the actions, so nothing is corrected by what the catalogue knows.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from sklearn.metrics import f1_score, precision_score, recall_score, roc_auc_score

from catalog.evaluation.tables import Section
from ops import training
from ops.errors import OpsError
from ops.utterances import (
    OTHERS,
    Felt,
    Utterance,
    blind,
    by_others,
    families,
    feelings_of_others,
    own_feelings,
)

FALLBACK = "nlu_fallback"
_EACH = 100  # of every intent of a source
_FEELINGS_EACH = 300
_WORST = 15  # pairs

Groups = Mapping[str, Sequence["Answer"]]


@dataclass(frozen=True)
class Answer:
    """An utterance and the intent that the bot took it for."""

    said: Utterance
    got: str

    @property
    def truth(self) -> str:
        """The right intent: the one understood if there are several."""
        return self.got if self.got in self.said.right else self.said.right[0]


def main() -> int:
    """Measures and prints tables."""
    parser = argparse.ArgumentParser(prog="ops.understanding", description="Measures the bot.")
    parser.add_argument("--markdown", action="store_true", help="print tables for a document")
    parser.add_argument("--each", type=int, default=_EACH, help="utterances of every intent")
    arguments = parser.parse_args()
    console = Console(stderr=arguments.markdown)
    if not OTHERS.is_dir():
        console.print(f"{OTHERS} isn't there: our own utterances alone are measured.")
    try:
        for section in measured(arguments.each, console):
            if arguments.markdown:
                print(section.markdown())
            else:
                console.print(section.rich())
    except OpsError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    return 0


def measured(each: int, console: Console) -> Iterator[Section]:
    """All tables. Raises OpsError when the bot can't be trained or asked."""
    training.train()
    said, felt = (
        [*by_others(each), *blind()],
        [*own_feelings(), *feelings_of_others(_FEELINGS_EACH)],
    )
    with console.status(f"the bot reads {len(said) + len(felt)} utterances"):
        parsed = ask([utterance.text for utterance in said] + [each.text for each in felt])
    answers = [
        Answer(utterance, line["intent"]) for utterance, line in zip(said, parsed, strict=False)
    ]
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        own = answer.said.source.startswith("own")
        groups.setdefault(answer.said.source if own else "others", []).append(answer)
    yield overview(groups)
    yield by_family(groups)
    yield by_intent(groups)
    yield by_source(groups.get("others", []))
    yield confusions(answers)
    yield feelings(felt, parsed[len(said) :])
    yield times([line["ms"] for line in parsed[: len(said)]])


def ask(texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the trained bot understands of each text (bot/nlu/parse.py). Raises OpsError."""
    asked = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    environment = {key: value for key, value in training.environment().items()
                   if key != "ACTIONS_URL"}  # fmt: skip
    command = [str(training.PYTHON), "-m", "nlu.parse", str(training.MODEL)]
    done = subprocess.run(
        command, input=asked, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise OpsError(f"the bot can't be asked:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def overview(groups: Groups) -> Section:
    """Shares of 1."""
    family = families()
    columns = ["written by", "utterances", "macro-F1", "right", "right family", "not understood"]
    rows = [
        [name, str(len(answers)), _share(macro_f1(answers)),
         _share(np.mean([answer.got == answer.truth for answer in answers])),
         _share(np.mean([_same(family, answer) for answer in answers])),
         _share(np.mean([answer.got == FALLBACK for answer in answers]))]
        for name, answers in groups.items()
    ]  # fmt: skip
    return Section("Understanding", columns, rows)


def by_family(groups: Groups) -> Section:
    """Shares understood as something of the right family."""
    family = families()

    def cell(name: str, answers: Sequence[Answer]) -> str:
        inside = [answer for answer in answers if family[answer.truth] == name]
        return _of([_same(family, answer) for answer in inside])

    names = dict.fromkeys(family.values())
    rows = [[name, *(cell(name, answers) for answers in groups.values())] for name in names]
    return Section("Right family (utterances)", ["", *groups], rows)


def by_intent(groups: Groups) -> Section:
    """F1 of each intent."""
    scores = {name: _f1(answers) for name, answers in groups.items()}
    rows = [
        [intent, *(_share(each[intent]) if intent in each else "" for each in scores.values())]
        for intent in families()
    ]
    return Section("F1 by intent", ["", *groups], rows)


def by_source(answers: Sequence[Answer]) -> Section:
    """Shares understood of each intent of the sources."""
    right: dict[str, list[bool]] = {}
    for answer in answers:
        right.setdefault(answer.said.source, []).append(answer.got == answer.truth)
    rows = [[name, _of(hits)] for name, hits in right.items()]
    return Section("Others' intents, right (utterances)", ["", "right"], rows)


def confusions(answers: Sequence[Answer]) -> Section:
    """The pairs confused most."""
    pairs = Counter((answer.truth, answer.got) for answer in answers if answer.got != answer.truth)
    rows = [[truth, got, str(count)] for (truth, got), count in pairs.most_common(_WORST)]
    return Section("Confused most", ["meant", "understood", "times"], rows)


def feelings(felt: Sequence[Felt], parsed: Sequence[Mapping[str, Any]]) -> Section:
    """How well the upset are told from the calm."""
    sources = dict.fromkeys(each.source for each in felt)
    rows = []
    for source in sources:
        here = [index for index, each in enumerate(felt) if each.source == source]
        upset = [felt[index].upset for index in here]
        told = [parsed[index]["feeling"] == "upset" for index in here]
        area = roc_auc_score(upset, [parsed[index]["upset"] for index in here])
        precision = precision_score(upset, told, zero_division=0)
        rows.append([source, str(len(here)), *map(_share, (area, precision))])
        rows[-1].append(_share(recall_score(upset, told)))
    columns = ["", "texts", "area under ROC", "precision", "recall"]
    return Section("Upset, told from calm", columns, rows)


def times(milliseconds: Sequence[float]) -> Section:
    """What understanding takes, one utterance after the other."""
    values = np.percentile(milliseconds, [50, 95, 99])
    rows = [["understanding", *(f"{value:.0f}" for value in values)]]
    return Section("Milliseconds an utterance", ["", "p50", "p95", "p99"], rows)


def macro_f1(answers: Sequence[Answer]) -> float:
    """Mean F1 of the intents that are meant."""
    return float(np.mean(list(_f1(answers).values())))


def _f1(answers: Sequence[Answer]) -> dict[str, float]:
    truth = [answer.truth for answer in answers]
    labels = sorted(set(truth))
    got = [answer.got for answer in answers]
    scores = f1_score(truth, got, labels=labels, average=None, zero_division=0)
    return dict(zip(labels, map(float, scores), strict=True))


def _same(family: Mapping[str, str], answer: Answer) -> bool:
    return family.get(answer.got) == family[answer.truth]


def _of(hits: Sequence[bool]) -> str:
    return f"{_share(np.mean(hits))} ({len(hits)})" if hits else ""


def _share(value: float | np.floating[Any]) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.0"


if __name__ == "__main__":
    sys.exit(main())
