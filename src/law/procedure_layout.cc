#include "law/procedure_layout.h"

#include <algorithm>
#include <set>

namespace qy {
namespace {

constexpr double kLayerGap = 236, kRowGap = 74, kWaypointGap = 40, kMargin = 60;
constexpr int kSweeps = 8;

// A box or a waypoint of an arrow.
struct Node {
  std::string state;  // "" for a waypoint
  int layer = 0;
  double order = 0, y = 0;
  std::vector<int> before, after;  // neighbours in the layers beside
};

class Layout {
 public:
  explicit Layout(const Procedure& procedure) : procedure_(procedure) {}

  ProcedureLayout run() {
    gather_arrows();
    find_layers();
    for (size_t i = 0; i < layout_.arrows.size(); ++i) add_waypoints(i);
    order_layers();
    place();
    return std::move(layout_);
  }

 private:
  void gather_arrows() {
    std::map<std::pair<std::string, std::string>, size_t> known;
    const auto add = [&](const std::string& from, const std::string& to, int step) {
      const auto [at, is_new] = known.emplace(std::pair(from, to), layout_.arrows.size());
      if (is_new) layout_.arrows.push_back({from, to, {}, {}, false});
      layout_.arrows[at->second].steps.push_back(step);
    };
    for (size_t i = 0; i < procedure_.steps.size(); ++i) {
      const ProcedureStep& step = procedure_.steps[i];
      if (step.begins()) add("", step.to, int(i));
      for (const std::string& from : step.from) {
        if (step.after(from) == from)
          layout_.loops[from].push_back(int(i));
        else
          add(from, step.to, int(i));
      }
    }
  }

  // An arrow is `back` if it closes a circle on the way from the beginning.
  void mark_back_arrows(const std::string& state, std::set<std::string>& on_way,
                        std::set<std::string>& done) {
    on_way.insert(state);
    for (PlacedArrow& arrow : layout_.arrows) {
      if (arrow.from != state) continue;
      arrow.back = on_way.count(arrow.to) > 0;
      if (!arrow.back && done.count(arrow.to) == 0) mark_back_arrows(arrow.to, on_way, done);
    }
    on_way.erase(state);
    done.insert(state);
  }

  // The longest way there without going back: so every other arrow leads to a later layer.
  void find_layers() {
    std::set<std::string> on_way, done;
    mark_back_arrows("", on_way, done);
    for (const ProcedureState& state : procedure_.states) layout_.states[state.id] = {state.id, 1, 0, 0};
    const auto layer_of = [&](const std::string& state) {
      return state.empty() ? 0 : layout_.states[state].layer;
    };
    for (size_t round = 0; round < procedure_.states.size(); ++round)
      for (const PlacedArrow& arrow : layout_.arrows)
        if (!arrow.back)
          layout_.states[arrow.to].layer = std::max(layer_of(arrow.to), layer_of(arrow.from) + 1);
    nodes_.push_back({"", 0, 0, 0, {}, {}});  // where matters begin
    boxes_[""] = 0;
    for (const ProcedureState& state : procedure_.states) {
      boxes_[state.id] = int(nodes_.size());
      nodes_.push_back({state.id, layout_.states[state.id].layer, double(nodes_.size()), 0, {}, {}});
    }
  }

  void link(int left, int right) {
    nodes_[size_t(left)].after.push_back(right);
    nodes_[size_t(right)].before.push_back(left);
  }

  void add_waypoints(size_t index) {
    PlacedArrow& arrow = layout_.arrows[index];
    int left = boxes_[arrow.from], right = boxes_[arrow.to];
    if (arrow.back) std::swap(left, right);
    std::vector<int> way;
    int last = left;
    for (int layer = nodes_[size_t(left)].layer + 1; layer < nodes_[size_t(right)].layer; ++layer) {
      const int waypoint = int(nodes_.size());
      nodes_.push_back({"", layer, double(waypoint), 0, {}, {}});
      link(last, waypoint);
      way.push_back(waypoint);
      last = waypoint;
    }
    link(last, right);
    if (arrow.back) std::reverse(way.begin(), way.end());
    waypoints_.push_back(std::move(way));
  }

  void order_layers() {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (layers_.size() <= size_t(nodes_[i].layer)) layers_.resize(size_t(nodes_[i].layer) + 1);
      layers_[size_t(nodes_[i].layer)].push_back(int(i));
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep)
      for (size_t k = 0; k < layers_.size(); ++k)
        sort_layer(layers_[sweep % 2 == 0 ? k : layers_.size() - 1 - k], sweep % 2 == 0);
  }

  void sort_layer(std::vector<int>& layer, bool by_before) {
    for (const int i : layer) {
      Node& node = nodes_[size_t(i)];
      const auto& beside = by_before ? node.before : node.after;
      if (beside.empty()) continue;
      double sum = 0;
      for (const int other : beside) sum += nodes_[size_t(other)].order;
      node.order = sum / double(beside.size());
    }
    std::stable_sort(layer.begin(), layer.end(),
                     [&](int a, int b) { return nodes_[size_t(a)].order < nodes_[size_t(b)].order; });
    for (size_t i = 0; i < layer.size(); ++i)
      nodes_[size_t(layer[i])].order = double(i) - double(layer.size()) / 2;
  }

  static double gap(const Node& node) { return node.state.empty() ? kWaypointGap : kRowGap; }
  static double x_of(int layer) { return kMargin + layer * kLayerGap - (layer == 0 ? 0 : kLayerGap / 3); }

  void place() {
    for (const auto& layer : layers_) {
      double total = 0;
      for (const int i : layer) total += gap(nodes_[size_t(i)]);
      layout_.height = std::max(layout_.height, total);
    }
    for (const auto& layer : layers_) {
      double total = 0;
      for (const int i : layer) total += gap(nodes_[size_t(i)]);
      double y = kMargin / 2 + (layout_.height - total) / 2;
      for (const int i : layer) {
        Node& node = nodes_[size_t(i)];
        node.y = y + gap(node) / 2;
        y += gap(node);
      }
    }
    layout_.height += kMargin;
    layout_.width = x_of(int(layers_.size()) - 1) + kBoxWidth / 2 + kMargin;
    for (auto& [id, state] : layout_.states) {
      state.x = x_of(state.layer);
      state.y = nodes_[size_t(boxes_[id])].y;
    }
    for (size_t i = 0; i < layout_.arrows.size(); ++i) draw_way(layout_.arrows[i], waypoints_[i]);
  }

  void draw_way(PlacedArrow& arrow, const std::vector<int>& waypoints) {
    const Node& from = nodes_[size_t(boxes_[arrow.from])];
    const Node& to = nodes_[size_t(boxes_[arrow.to])];
    const double half = arrow.from.empty() ? 8 : kBoxWidth / 2;
    const double drop = arrow.back ? 8 : 0;
    arrow.way.emplace_back(x_of(from.layer) + (arrow.back ? -half : half), from.y + drop);
    for (const int i : waypoints) arrow.way.emplace_back(x_of(nodes_[size_t(i)].layer), nodes_[size_t(i)].y);
    arrow.way.emplace_back(x_of(to.layer) + (arrow.back ? kBoxWidth / 2 : -kBoxWidth / 2), to.y + drop);
  }

  const Procedure& procedure_;
  ProcedureLayout layout_;
  std::vector<Node> nodes_;
  std::map<std::string, int> boxes_;
  std::vector<std::vector<int>> waypoints_, layers_;
};

}  // namespace

ProcedureLayout lay_out(const Procedure& procedure) {
  return Layout(procedure).run();
}

}  // namespace qy
