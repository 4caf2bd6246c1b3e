// A procedure as a picture: states in layers from left to right, steps as arrows with who approves.
//
//   layer    the longest way from where matters begin; a layer's states are ordered so that arrows cross
//   little dashed   an arrow back                              grey  a step that no provision of the day
//   carries
//
// Self-contained SVG: no fonts, scripts or addresses from elsewhere.
#pragma once

#include <string>

#include "law/procedure_book.h"

namespace qy {

std::string procedure_svg(const ProcedureBook& book, const Procedure& procedure, Date day);
// The same in a page of its own.
std::string picture_page(const Procedure& procedure, Date day, const std::string& svg);

}  // namespace qy
