import ast
import sys
from pathlib import Path

import pytest

OPS = Path(__file__).parents[2] / "ops"


@pytest.mark.parametrize("name", ["__init__", "bootstrap", "errors", "pythons", "stamps", "steps"])
def test_set_up_starts_under_an_old_python_without_packages(name: str) -> None:
    tree = ast.parse((OPS / f"{name}.py").read_text(), feature_version=(3, 8))
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names | {"ops"}
