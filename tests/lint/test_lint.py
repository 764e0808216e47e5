#!/usr/bin/env python3
"""Each check of lint.py finds the breach it is there for."""
import pathlib
import tempfile

import lint

BREACHES = {
    "levels": [("core/model/a.cpp", '#include "core/store/b.h"\n'), ("ui/pages/a.cpp", '#include "core/store/b.h"\n'),
               ("core/store/a.cpp", '#include "core/vendor/b.h"\n')],
    "confinement": [("core/base/a.cpp", "#include <QWidget>\n"), ("core/run/a.cpp", "#include <sqlite3.h>\n"),
                    ("ui/pages/a.cpp", "#include <QNetworkReply>\n"), ("ui/pages/b.cpp", "#include <QFileDialog>\n")],
    "sizes": [("core/base/a.cpp", "void f()\n{\n" + "    x();\n" * 80 + "}\n"), ("core/base/b.h", "//\n" * 600)],
    "plain_text": [("ui/pages/a.cpp", "auto* l = new QLabel(name);\n"), ("ui/pages/b.cpp", "w->setToolTip(person.name);\n")],
    "words": [("core/base/a.cpp", "// TO" "DO later\n"), ("core/base/b.cpp", 'auto x = tr("a");\n'),
              ("ui/shell/a.cpp", "QEventLoop loop;\n")],
}

for check, cases in BREACHES.items():
    for name, text in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text)
            assert list(lint.CHECKS[check](root)), f"{check} does not find {name}"
with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / "core/base").mkdir(parents=True)
    (root / "core/base/a.h").write_text('#include "core/base/b.h"\n')
    (root / "core/base/b.h").write_text('#include "core/base/a.h"\n')
    assert list(lint.cycles(root)), "cycles are not found"
print("every check finds its breach")
