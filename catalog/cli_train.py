"""Training on the terminal: progress, tables of comparison, what was guessed."""

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from catalog.app import Catalogue
from catalog.evaluation.run import JudgedQuery
from catalog.evaluation.weights import fit_weights, keep_weights
from catalog.fusion.classify import STATES
from catalog.fusion.compare import Comparison
from catalog.fusion.guesses import Guesses
from catalog.fusion.learn import Learned, learn
from catalog.ingest.fused import fuse, fusion_name
from catalog.ingest.guesses import classifier_name, forget_guesses, guess_facets
from catalog.store.fitted import forget_fitted, save_fitted
from catalog.store.revision import raise_revision
from catalog.understanding.vocabulary import curated


def train(catalogue: Catalogue, seed: int, console: Console) -> tuple[Learned, int]:
    """Learn from the catalogue, keep the classifier and guess empty facets with it, unless
    DAOGOU_GUESSES is off. Returns what was learnt and for how many products something was
    guessed. Raises TooLittleToLearnError."""
    vocabulary = curated(catalogue.settings.synonyms)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with (
        catalogue.engine.begin() as connection,
        Progress(*columns, console=console, transient=True) as progress,
    ):
        task = progress.add_task("learning", total=None)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        learned = learn(connection, catalogue.encoder, vocabulary, advance, seed=seed)
        measured = {"retrieval": learned.comparison.winner, "guesses": learned.guesses.winner}
        name = classifier_name(catalogue.encoder)
        save_fitted(connection, name, learned.classifier.dump(), measured)
        forget_fitted(connection, fusion_name(catalogue.encoder))
        if learned.fusion:
            save_fitted(connection, fusion_name(catalogue.encoder), learned.fusion.dump(), measured)
            fuse(connection, catalogue.encoder, learned.fusion)
        forget_guesses(connection)
        guessed = 0
        if catalogue.settings.guesses:
            progress.update(task, description="guessing", total=None)
            guessed = guess_facets(connection, catalogue.encoder, vocabulary, learned.classifier)
        raise_revision(connection)
    return learned, guessed


def weigh(
    catalogue: Catalogue, queries: Sequence[JudgedQuery], out: Console, console: Console
) -> None:
    """Fit the weights of ranking, keep them if they find better, and say what they are worth."""
    columns = (TextColumn("weighing"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("weighing", total=None)
        fitted = fit_weights(catalogue.searcher, queries, lambda: progress.advance(task))
    with catalogue.engine.begin() as connection:
        keep_weights(connection, fitted)
        raise_revision(connection)
    kept = "These are used now" if fitted.better else "Not better: ranking stays as it comes"
    out.print(
        f"nDCG@10 on queries not fitted on: {fitted.before:.3f} as it comes, {fitted.after:.3f} "
        f"with fitted weights. {kept}: {fitted.weights}"
    )


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Mean reciprocal rank with its interval, and R@10, of each method at each task."""
    tasks = list(next(iter(comparison.rows.values())))
    table = Table("finding held-out products", *tasks, caption=f"best: {comparison.winner}")
    for method, cells in comparison.rows.items():
        shown = [
            f"{c.mrr:.2f} ({c.interval[0]:.2f}-{c.interval[1]:.2f}), R@10 {c.recall:.2f}"
            for c in (cells[task] for task in tasks)
        ]
        table.add_row(method, *shown)
    console.print(table)


def print_guesses(guesses: Guesses, console: Console) -> None:
    """Accuracy, macro recall and macro-F1 of each method, by what it sees; means over facets."""
    table = Table("guessing facets", *STATES, caption=f"best: {guesses.winner}")
    for method in guesses.rows:
        table.add_row(
            method,
            *(
                ", ".join(
                    f"{name} {guesses.mean(method, state, measure):.2f}"
                    for name, measure in (("acc", "accuracy"), ("rec", "recall"), ("F1", "f1"))
                )
                for state in STATES
            ),
        )
    console.print(table)
