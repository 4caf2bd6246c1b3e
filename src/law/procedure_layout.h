// Where the states of a procedure stand in its picture, and the ways of the arrows between them.
//
// Sugiyama's method in its plainest form: layers by the longest way from where matters begin; an arrow over
// several layers passes a waypoint in each; the order in a layer follows the mean of its neighbours, swept to
// and fro. (Sugiyama, Tagawa and Toda, IEEE Trans. SMC 11(2), 1981.)
#pragma once

#include <map>
#include <string>
#include <vector>

#include "law/procedure.h"

namespace qy {

struct PlacedState {
  std::string id;
  int layer = 0;
  double x = 0, y = 0;  // the middle, in pixels
};

struct PlacedArrow {
  std::string from, to;                        // `from` is empty where matters begin
  std::vector<int> steps;                      // their places in Procedure::steps
  std::vector<std::pair<double, double>> way;  // from the border of one box to that of the other
  bool back = false;                           // to an earlier layer
};

struct ProcedureLayout {
  std::map<std::string, PlacedState> states;
  std::vector<PlacedArrow> arrows;
  std::map<std::string, std::vector<int>> loops;  // steps that stay in their state
  double width = 0, height = 0;
};

inline constexpr double kBoxWidth = 132, kBoxHeight = 40;
ProcedureLayout lay_out(const Procedure& procedure);

}  // namespace qy
