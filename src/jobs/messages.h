// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kNoJob{"没有这项任务，或者不是您发起的", "there is no such job, or it is not yours"};
inline constexpr Message kTooManyJobs{
    "等待的任务已有 {0} 项，未受理；请等前面的办完，或先停掉不要的",
    "{0} jobs wait already and this one was not taken: let them end, or stop those that are not needed"};
inline constexpr Message kJobOver{"这项任务已经结束，不能再停止", "this job is over and cannot be stopped"};
inline constexpr Message kJobStopped{"已停止", "stopped"};
inline constexpr Message kJobCutOff{
    "服务器在任务办完之前停止了；已经办完的部分完整保留，没有办完的没有留下任何数据。请重新办理，办过的不会重"
    "复",
    "the server ended before this job did: what it had settled is whole, of the rest nothing was kept; begin "
    "it "
    "again, what is there is not done twice"};

}  // namespace qy
