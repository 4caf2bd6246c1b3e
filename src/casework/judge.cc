#include "casework/judge.h"

#include <algorithm>

#include "casework/decide.h"
#include "casework/messages.h"
#include "casework/recusals.h"

namespace qy {
namespace {

using Verdict = std::optional<ActRefusal>;

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// One question, asked from all sides. Each `check_` looks at one and refuses, or is silent.
class Judge {
 public:
  Judge(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file, const CaseAct& act,
        const ProcedureStep& step, const Facts& facts)
      : book_(book),
        calendar_(calendar),
        file_(file),
        act_(act),
        step_(step),
        facts_(facts),
        matter_(file.matter(act.matter)) {}

  Verdict judge() const {
    for (const auto check :
         {&Judge::check_force, &Judge::check_state, &Judge::check_applies, &Judge::check_recusal,
          &Judge::check_duty, &Judge::check_guards, &Judge::check_persons, &Judge::check_recording,
          &Judge::check_documents, &Judge::check_ledger, &Judge::check_extension, &Judge::check_four_eyes,
          &Judge::check_approval, &Judge::check_times})
      if (Verdict refused = (this->*check)()) return refused;
    return {};
  }

 private:
  ActRefusal no(const char* guard, const Said& particular = {}) const {
    return refuse(book_, guard, particular, step_, act_.at.date);
  }
  Said name_of_officer(const std::string& id) const {
    const Officer* officer = file_.officer(id);
    return said(std::string_view(officer == nullptr ? id : officer->name));
  }
  Said title_of_state(const std::string& id) const {
    return book_.procedure(step_.procedure)->state(id)->said();
  }
  bool holds_role(const std::string& id, const std::string& role) const {
    const Officer* officer = file_.officer(id);
    return officer != nullptr && officer->roles.count(role) > 0;
  }

  // 监察法实施条例 of the day: a step that only a later text knows was not there to be taken.
  Verdict check_force() const {
    if (book_.stands(step_, act_.at.date)) return {};
    return no("not_in_force", step_.said());
  }

  Verdict check_state() const {
    if (matter_ == nullptr) return step_.begins() ? Verdict() : no("skipped_stage", said(kNotBegun));
    if (step_.begins()) return no("skipped_stage", said(kBeginsAnew));
    if (step_.leaves(matter_->state)) return {};
    return no("skipped_stage",
              say(kStandsIn, title_of_state(matter_->state), title_of_state(step_.from.front())));
  }

  Verdict check_applies() const {
    if (step_.when.holds(facts_)) return {};
    return no("not_applicable", step_.said());
  }

  Verdict check_recusal() const {
    for (const std::string& officer : act_.officers)
      if (Verdict refused = check_recused(officer)) return refused;
    for (const GivenApproval& approval : act_.approvals)
      if (Verdict refused = check_recused(approval.officer)) return refused;
    return {};
  }

  Verdict check_recused(const std::string& officer) const {
    if (const auto found = file_.found_ground.find(officer); found != file_.found_ground.end())
      return no("recusal_found", said_of(found->second, name_of_officer(officer)));
    return file_.recused.count(officer) > 0 ? Verdict(no("recused", name_of_officer(officer))) : Verdict();
  }

  Verdict check_duty() const {
    for (const std::string& role : step_.by)
      if (holds_role(act_.officers.front(), role)) return {};
    return no("wrong_proposer", say(kNeedsRole, name_of_officer(act_.officers.front()),
                                    book_.terms().role(step_.by.front())->said()));
  }

  Verdict check_guards() const {
    for (const std::string& id : step_.guards) {
      const Guard& guard = *book_.guard(id);
      if (!guard.when.holds(facts_) || !book_.stands(guard, act_.at.date)) continue;
      if (Verdict refused = check_guard(guard)) return refused;
    }
    return {};
  }

  Verdict check_guard(const Guard& guard) const {
    const auto stands = [&](const std::string& state) { return file_.stands_in(state); };
    const auto known = [&](const std::string& fact) { return facts_.count(fact) > 0; };
    const bool facts_agree =
        guard.require.holds(facts_) &&
        (guard.one_of.empty() || std::any_of(guard.one_of.begin(), guard.one_of.end(), known));
    const bool states_agree =
        (guard.in_state.empty() || std::any_of(guard.in_state.begin(), guard.in_state.end(), stands)) &&
        std::none_of(guard.not_in_state.begin(), guard.not_in_state.end(), stands);
    if (!facts_agree || !states_agree) return no(guard.id.c_str());
    for (const std::string& officer : act_.officers)
      for (const auto& [id, matter] : file_.matters)
        for (const DoneAct& done : matter.acts)
          if (has(guard.apart_from, matter.procedure) && has(done.officers, officer))
            return no(guard.id.c_str(),
                      say(kActedIn, name_of_officer(officer), book_.procedure(matter.procedure)->said()));
    return guard.other_step.empty() ? Verdict() : check_repetition(guard);
  }

  Verdict check_repetition(const Guard& guard) const {
    int times = 0;
    std::optional<Moment> last;
    for (const auto& [id, matter] : file_.matters)
      for (const DoneAct& done : matter.acts) {
        if (done.step != guard.other_step) continue;
        ++times;
        if (!last || *last < done.at) last = done.at;
      }
    if (guard.at_most > 0 && times >= guard.at_most) return no(guard.id.c_str(), say(kTimesAlready, times));
    if (!guard.not_within || !last) return {};
    const Result<Deadline> free = deadline_of({*last, *guard.not_within, false, {}, {}}, calendar_);
    if (free.ok() && act_.at < free->due) return no(guard.id.c_str());
    return {};
  }

  Verdict check_persons() const {
    const std::set<std::string> persons(act_.officers.begin(), act_.officers.end());
    if (int(persons.size()) < step_.persons)
      return no("two_persons", say(kNeedsPersons, step_.persons, persons.size()));
    if (!step_.signed_by_all || matter_ == nullptr) return {};
    for (const DoneAct& done : matter_->acts)
      for (const std::string& officer : done.officers)
        if (persons.count(officer) == 0 && holds_role(officer, "handler"))
          return no("not_signed_by_all", name_of_officer(officer));
    return {};
  }

  Verdict check_recording() const {
    return step_.recorded && !act_.recorded ? Verdict(no("not_recorded")) : Verdict();
  }

  Verdict check_documents() const {
    for (const NeededDocument& needed : step_.documents) {
      const bool is_there = std::any_of(act_.documents.begin(), act_.documents.end(),
                                        [&](const FiledDocument& filed) { return filed.id == needed.id; });
      if (needed.when.holds(facts_) && !is_there)
        return no("missing_document", say(kDocumentNeeded, book_.terms().document(needed.id)->said()));
    }
    return {};
  }

  // No account is ever below nothing, and none is closed with something left on it.
  Verdict check_ledger() const {
    const auto entry = ledger_entry(book_, file_, act_, step_, facts_);
    return entry && !entry->guard.empty() ? no(entry->guard.c_str()) : Verdict();
  }

  // Nobody approves what he proposed or did, nor twice on two levels.
  Verdict check_four_eyes() const {
    std::set<std::string> seen(act_.officers.begin(), act_.officers.end());
    for (const GivenApproval& approval : act_.approvals)
      if (!seen.insert(approval.officer).second)
        return no("self_approval", name_of_officer(approval.officer));
    return {};
  }

  Verdict check_approval() const {
    size_t at = 0;
    for (const std::string& role : approvers_of(book_, file_, act_, step_, facts_)) {
      while (at < act_.approvals.size() && act_.approvals[at].role != role) ++at;
      if (at == act_.approvals.size())
        return no("wrong_approver", say(kNeedsApproval, book_.terms().role(role)->said()));
      ++at;
    }
    for (const GivenApproval& approval : act_.approvals)
      if (!holds_role(approval.officer, approval.role))
        return no("wrong_approver", say(kNeedsRole, name_of_officer(approval.officer),
                                        book_.terms().role(approval.role)->said()));
    return {};
  }

  Verdict check_times() const {
    if (act_.at > act_.entered_at)
      return no("back_dating", say(kAfterEntry, act_.at.text(), act_.entered_at.text()));
    if (file_.last_entry && act_.entered_at < *file_.last_entry)
      return no("back_dating", say(kEntryBackwards, act_.entered_at.text(), file_.last_entry->text()));
    if (matter_ != nullptr && !matter_->acts.empty() && act_.at < matter_->acts.back().at)
      return no("back_dating", say(kBeforeLastAct, act_.at.text(), matter_->acts.back().at.text()));
    for (size_t i = 0; i < act_.approvals.size(); ++i) {
      if (act_.approvals[i].at > act_.at)
        return no("back_dating", say(kApprovedAfter, act_.approvals[i].at.text(), act_.at.text()));
      if (i > 0 && act_.approvals[i].at < act_.approvals[i - 1].at)
        return no("back_dating", said(kApprovedOutOfOrder));
    }
    return check_document_dates();
  }

  // A decision is dated on the day of its last approval (文书格式).
  Verdict check_document_dates() const {
    for (const FiledDocument& document : act_.documents) {
      const DocumentTerm& term = *book_.terms().document(document.id);
      if (document.dated > act_.at.date)
        return no("back_dating", say(kDocumentAfterAct, term.said(), document.dated.iso()));
      const bool is_needed =
          std::any_of(step_.documents.begin(), step_.documents.end(),
                      [&](const NeededDocument& needed) { return needed.id == document.id; });
      if (!term.is_decision || !is_needed || act_.approvals.empty() || lies_in_file(document)) continue;
      const Date approved = act_.approvals.back().at.date;
      if (document.dated != approved)
        return no("back_dating", say(kDecisionOtherDay, term.said(), approved.iso()));
    }
    return {};
  }

  // A decision that an earlier act made: the retention decision behind a wanted notice.
  bool lies_in_file(const FiledDocument& document) const {
    return std::any_of(file_.documents.begin(), file_.documents.end(), [&](const FiledDocument& filed) {
      return filed.id == document.id && filed.dated == document.dated;
    });
  }

  const RunningLimit* extended() const {
    return running_limit(file_, step_.extends, act_.matter, step_.procedure);
  }
  int times_extended() const {
    const RunningLimit* limit = extended();
    return limit == nullptr ? 0 : int(limit->running.extensions.size());
  }

  Verdict check_extension() const {
    if (step_.extends.empty()) return {};
    const TimeLimit& limit = *book_.limit(step_.extends);
    const RunningLimit* running = extended();
    if (running == nullptr)
      return no("extension_without_basis", say(kLimitRunsNot, Said{limit.title, limit.english}));
    if (!act_.extension) return no("extension_without_basis", said(kLengthUnsaid));
    const Extension* extension = next_extension(limit, facts_, times_extended());
    if (extension == nullptr) {
      const bool is_used_up = used_up(limit, times_extended());
      return no(is_used_up ? "extension_too_often" : "extension_without_basis",
                is_used_up ? say(kTimesAlready, times_extended()) : said(kNoGroundNow));
    }
    if (extension->most && !fits(*act_.extension, *extension->most))
      return no("extension_too_long", say(kAtMost, extension->most->said()));
    const Result<Deadline> end = deadline_of(running->running, calendar_);
    if (end.ok() && act_.at > end->due) return no("extension_too_late", say(kRanOutOn, end->due.text()));
    return {};
  }

  const ProcedureBook& book_;
  const Calendar& calendar_;
  const CaseFile& file_;
  const CaseAct& act_;
  const ProcedureStep& step_;
  const Facts& facts_;
  const Matter* matter_;
};

}  // namespace

std::optional<ActRefusal> judge(const ProcedureBook& book, const Calendar& calendar, const CaseFile& file,
                                const CaseAct& act, const ProcedureStep& step, const Facts& facts) {
  return Judge(book, calendar, file, act, step, facts).judge();
}

}  // namespace qy
