"""Splits a plain text into sentences, English and Chinese."""

import re

_END = re.compile(
    r"[。！？]++[”’」』）]*+(?![，、；,])"
    r"|[!?]++[\"”’)]*+(?=\s+[^a-z\s]|$)"
    r"|(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)(?<!\bNo)(?<!\bSt)(?<!\b[ap]\.m)"
    r"\.[\"”’)]*+(?=\s+[^a-z\s]|[\u3400-\u9fff]|$)"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """[start, end) of each sentence, without the space around it. A line ends a sentence."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        ends = [match.end() for match in _END.finditer(text, start, line.end())]
        for end in [*ends, line.end()]:
            sentence = text[start:end]
            if sentence.strip():
                left = start + len(sentence) - len(sentence.lstrip())
                spans.append((left, start + len(sentence.rstrip())))
            start = end
    return spans
