// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kListenForm{"监听地址应写成 127.0.0.1:8080，不能是 {0}",
                                     "not an address of the form 127.0.0.1:8080: {0}"};
inline constexpr Message kCannotListen{
    "不能在 {0} 上监听（{1}）：换一个端口，或者先停下占用它的程序",
    "cannot listen on {0} ({1}): take another port, or stop what holds it"};

}  // namespace qy
