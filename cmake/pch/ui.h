#pragma once
#include "core.h"

#include <QAbstractItemModel>
#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QWidget>
