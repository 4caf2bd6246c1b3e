// A scene: casework written down as it happens, a line an act. Words are Chinese titles or English
// identifiers.
//
//   标题 一条线索办到归档 | A lead from register to archive
//   人员 孙书记 主要负责人                         officer NAME ROLE…
//   事实 中共党员 县管干部                         known FACT…
//   事项 线索甲 问题线索                           matter NAME PROCEDURE
//   2025-07-01 09:00                              the time of what follows
//   李案管 线索甲 登记编号 附 问题线索登记表
//   王承办+赵承办 核实甲 批准初步核实 附 齐 批 周主任 钱副书记 孙书记
//   王承办 线索甲 分办 附 齐 批 王承办 拒 self_approval
//   回避 王承办                                    recused NAME…
//   回避情形 王承办 spouse                         tied NAME TIE (record/officer_tie.h): found in what he declared
//
//   附 with      documents; NAME@DATE for another date; 齐 all that the step asks for
//   批 approved  who approved, lowest first; NAME@TIME; 逐级 whoever stands on each level
//   明 knowing   facts          录音录像 recorded    延 longer  30_days
//   量 quantity  how much of case property: 12000.00元, 3件
//   交 to        on whose desk the matter goes
//   于 at        another time   登记于 entered       拒 refused the guard that must refuse it
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/decide.h"

namespace qy {

struct SceneAct {
  int line = 0;
  std::string text;     // as it is written
  std::string refused;  // the guard that is expected to refuse it, or ""
  std::string holder;   // on whose desk it goes, or ""
  CaseAct act;
  bool all_documents = false, whole_chain = false;
};

// What else a line may say: known facts, recusals, ties. They take effect where they stand.
struct SceneNews {
  int line = 0;
  Facts known;
  std::vector<std::string> recused;
  std::map<std::string, std::string> tied = {};  // officer, tie
};

struct Scene {
  std::string name, title, english;
  std::vector<Officer> officers;
  std::vector<std::pair<std::string, std::string>> matters;  // name, procedure
  std::vector<std::variant<SceneAct, SceneNews>> lines;
};

// `name` is the file's, for errors: "a.scene:12: …".
Result<Scene> read_scene(std::string_view text, const std::string& name, const ProcedureBook& book);

// One line of a scene by itself, as it is typed for a file on record: done now unless it says otherwise. The step of a
// matter that has not begun names its procedure too: "verification.open", 初步核实.批准初步核实.
Result<SceneAct> read_scene_act(std::string_view line, const CaseFile& file, Moment now,
                                const ProcedureBook& book);
// The act with what the line left to the reader: all documents (齐), the whole chain (逐级), on which level each approved.
Result<CaseAct> spelled_out(const SceneAct& written, const ProcedureBook& book, const CaseFile& file);

// A tie as a scene declares it.
FoundGround ground_in_scene(const std::string& tie);

// One act as it was played.
struct Beat {
  SceneAct written;
  CaseAct act;  // with what 齐 and 逐级 stood for
  Decision decision;
};
struct Played {
  std::vector<Beat> beats;
  CaseFile file;
  size_t refused = 0;
};

// Where a scene is played: in memory, or on record (record_stage.h).
class Stage {
 public:
  virtual ~Stage() = default;
  virtual Result<CaseFile> file() = 0;  // as it stands, with everybody in it
  virtual Result<void> learn(const SceneNews& news) = 0;
  virtual Result<Decision> act(const CaseAct& act) = 0;  // decided; what is accepted is entered
};

// Plays the scene on an empty file. Fails at the first line that went otherwise than it says.
Result<Played> play(const Scene& scene, const ProcedureBook& book, const Calendar& calendar);
Result<Played> play_on(Stage& stage, const Scene& scene, const ProcedureBook& book);

}  // namespace qy
