#!/usr/bin/env python3
"""Holds the tree to its design: lint.py CHECK ROOT prints what breaks it and exits 1.

Exceptions stand in exceptions.txt ("check path"); the list may only shrink.
"""
import pathlib
import re
import sys

CORE = {"base": 0, "model": 1, "store": 2, "vendor": 2, "files": 2, "run": 3, "sync": 4, "workflow": 4,
        "exchange": 4, "spend": 4, "guard": 4, "console": 5}
UI = {"format": 0, "models": 1, "widgets": 1, "print": 1, "pages": 2, "wizards": 3, "shell": 4}
UI_MAY_USE = {"base", "model", "console"}
INCLUDE = re.compile(r'^\s*#include\s+["<]([^">]+)[">]', re.M)
GUI = re.compile(r"^(Qt(Gui|Widgets|Svg|Charts|PrintSupport)(/|$)|Q(Widget|Application|GuiApplication|Icon|Pixmap|Color|Painter|Label|Font)$)")
SQL = re.compile(r"^(QtSql(/|$)|QSql|sqlite3\.h)")
NETWORK = re.compile(r"^(QtNetwork(/|$)|QNetwork|QTcp|QSsl|qt6keychain/|sodium)")
FILE_DIALOG = re.compile(r"^QFileDialog$")  # it looks into files, which drops the locks of the open workspace
FUNCTION_LINES, FILE_LINES = 70, 500


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path, path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def room_of(name):
    parts = name.split("/")
    return (parts[0], parts[1]) if len(parts) > 2 else (parts[0], "")


def levels(root):
    """A room includes only rooms of lower levels; siblings never meet; ui sees base, model and console of core."""
    for _, name, text in sources(root, "core", "ui"):
        layer, room = room_of(name)
        table = CORE if layer == "core" else UI
        if room not in table:
            yield name, "stands in no room"
            continue
        for include in INCLUDE.findall(text):
            other_layer, other = room_of(include)
            if other_layer not in ("core", "ui") or (other_layer, other) == (layer, room):
                continue
            if layer == "core" and other_layer == "ui":
                yield name, f"core includes {include}"
            elif layer == "ui" and other_layer == "core":
                if other not in UI_MAY_USE:
                    yield name, f"ui reaches past the console: {include}"
            elif table.get(other, 99) >= table[room]:
                yield name, f"{room} (level {table[room]}) includes {include}"


def confinement(root):
    """SQL only in core/store, network only in core/vendor, no Qt GUI in core, one file dialog, no root-folder sources."""
    for _, name, text in sources(root, "core", "ui", "app"):
        for include in INCLUDE.findall(text):
            if name.startswith("core/") and GUI.match(include):
                yield name, f"GUI header {include}"
            if FILE_DIALOG.match(include) and name != "ui/widgets/file_dialog.h":
                yield name, "a file dialog of its own"
            if SQL.match(include) and not name.startswith("core/store/"):
                yield name, f"SQL header {include}"
            if NETWORK.match(include) and not name.startswith("core/vendor/"):
                yield name, f"network header {include}"
            if re.match(r"^Qt(Core|Gui|Widgets|Sql|Network)/", include):
                yield name, f"module form {include}"
            if re.fullmatch(r"Qt(Core|Gui|Widgets|Network|Sql)", include):
                yield name, f"umbrella header {include}"


def cycle_in(graph):
    state, stack = {}, []

    def visit(node):
        state[node] = 1
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if state.get(other) == 1:
                return stack[stack.index(other):] + [other]
            if other not in state:
                found = visit(other)
                if found:
                    return found
        state[node] = 2
        stack.pop()
        return None

    for node in sorted(graph):
        if node not in state:
            found = visit(node)
            if found:
                return found
    return None


def cycles(root):
    """No cycle among headers and none among folders."""
    files, folders = {}, {}
    for _, name, text in sources(root, "core", "ui", "app"):
        known = {include for include in INCLUDE.findall(text) if (root / include).exists()}
        folder = name.rsplit("/", 1)[0]
        folders.setdefault(folder, set()).update(i.rsplit("/", 1)[0] for i in known if i.rsplit("/", 1)[0] != folder)
        if name.endswith(".h"):
            files[name] = {i for i in known if i != name}
    for what, graph in (("files", files), ("folders", folders)):
        found = cycle_in(graph)
        if found:
            yield what, " -> ".join(found)


def functions(text):
    """(first line, length) of each function body whose braces stand on lines of their own."""
    lines = text.split("\n")
    for start, line in enumerate(lines):
        opened = re.fullmatch(r"( *)\{", line)
        head = " ".join(lines[max(0, start - 4):start])
        if not opened or ")" not in head or re.search(r"\b(class|struct|enum|namespace)\b[^()]*$", lines[start - 1]):
            continue
        end = next((i for i in range(start + 1, len(lines)) if re.match(re.escape(opened.group(1)) + r"\}", lines[i])), start)
        yield start + 1, end - start - 1


def sizes(root):
    """Functions of at most 70 lines, files of at most 500."""
    for _, name, text in sources(root, "core", "ui", "app"):
        count = text.count("\n")
        if count > FILE_LINES:
            yield name, f"{count} lines"
        if name.endswith(".cpp"):
            for line, length in functions(text):
                if length > FUNCTION_LINES:
                    yield f"{name}:{line}", f"a function of {length} lines"


def plain_text(root):
    """Data is shown as plain text: no label, message box or tool tip that guesses rich text."""
    for _, name, text in sources(root, "ui", "app"):
        if re.search(r"Qt::(AutoText|RichText)|setHtml\(|QMessageBox", text):
            yield name, "rich or guessed text"
        if name != "ui/widgets/label.cpp" and re.search(r"new QLabel\b|QLabel\s+\w+[({;]", text):
            yield name, "a QLabel beside the label factory"
        for call in re.findall(r"setToolTip\(([^;]*)\);", text):
            if "plainTip(" not in call and not re.match(r"\s*(tr\(|QString\(\)|\{\}$)", call):
                yield name, f"tool tip without plainTip: {call.strip()[:60]}"


def words(root):
    """tr() only in ui and app; no unfinished work; no nested loops; no swallowed TLS errors."""
    for _, name, text in sources(root, "core", "ui", "app"):
        if name.startswith("core/") and re.search(r"\btr\(|QCoreApplication::translate", text):
            yield name, "tr() in core"
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text):
            yield name, "unfinished work"
        if re.search(r"\b(QEventLoop|processEvents|BlockingQueuedConnection|waitForFinished)\b", text):
            yield name, "a nested loop or blocking wait"
        if re.search(r"ignoreSslErrors|VerifyNone", text):
            yield name, "TLS errors ignored"
        if re.search(r"\bthrow\b(?! *;?\s*//)", re.sub(r"//.*|\"(\\.|[^\"])*\"", "", text)) and not name.startswith("app/"):
            yield name, "throw"


CHECKS = {f.__name__: f for f in (levels, confinement, cycles, sizes, plain_text, words)}


def main():
    check, root = sys.argv[1], pathlib.Path(sys.argv[2])
    listed = root / "tests/lint/exceptions.txt"
    allowed = {line.split("#")[0].strip() for line in listed.read_text().splitlines()} if listed.exists() else set()
    problems = [(where, what) for where, what in CHECKS[check](root) if f"{check} {where.split(':')[0]}" not in allowed]
    for where, what in problems:
        print(f"{where}: {what}")
    print(f"{check}: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
