// A scene played on record: the same lines, each act through a CaseBook. For practice: the officers are made up,
// and the clock is the scene's.
#pragma once

#include <string>

#include "casework/case_book.h"
#include "casework/scene.h"

namespace qy {

// Stands where the scene's last line put it.
class SceneClock : public Clock {
 public:
  int64_t now_ms() const override { return now_ms_; }
  void set(int64_t now_ms) { now_ms_ = now_ms; }

 private:
  int64_t now_ms_ = 0;
};

class RecordStage : public Stage {
 public:
  // The records are empty; their clock is `clock`, which must stand at `first_moment` when they are opened.
  RecordStage(const Scene& scene, RecordBook& book, const ProcedureBook& procedures, const Calendar& calendar,
              SceneClock& clock);
  Result<CaseFile> file() override;
  Result<void> learn(const SceneNews& news) override;
  Result<Decision> act(const CaseAct& act) override;

  const std::string& number() const { return number_; }  // of the file; "" before its first act
  const Recorded& last() const { return last_; }

 private:
  Result<void> found();  // an office of the scene's officers
  Result<void> begin(const std::string& by);
  // Declared, with the person or unit that it is about concerned in the file.
  Result<void> tie(const std::string& officer, const std::string& tie);
  Result<void> move_clock(Moment to);
  Result<std::string> typist_of(const CaseAct& act) const;

  const Scene& scene_;
  RecordBook& book_;
  const ProcedureBook& procedures_;
  const Calendar& calendar_;
  SceneClock& clock_;
  CaseBook cases_;
  SceneNews before_;  // what was known before the file was opened
  std::string number_, desk_;
  Recorded last_;
};

// When the first act of a scene is written down.
Moment first_moment(const Scene& scene);

}  // namespace qy
