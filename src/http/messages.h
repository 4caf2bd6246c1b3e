// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

inline constexpr Message kListenForm{"监听地址应写成 127.0.0.1:8080，不能是 {0}",
                                     "not an address of the form 127.0.0.1:8080: {0}"};
inline constexpr Message kNotUrl{"网址应写成 http://主机:端口/路径，不能是 {0}",
                                 "not an address of the form http://host:port/path: {0}"};
inline constexpr Message kNoAnswer{"{0} 没有答复（{1}）；本机的记录都在，稍后再试",
                                   "no answer from {0} ({1}); all records here are kept: try again later"};
inline constexpr Message kCannotListen{
    "不能在 {0} 上监听（{1}）：换一个端口，或者先停下占用它的程序",
    "cannot listen on {0} ({1}): take another port, or stop what holds it"};

inline constexpr Message kSocketTooLong{
    "套接字的路径太长（系统最多 107 个字节）：{0}；请用 --admin-socket 换一个",
    "too long for a socket (the system takes 107 bytes): {0}; name "
    "another with --admin-socket"};
inline constexpr Message kSocketTaken{"另一个程序在 {0} 上应答", "another program answers at {0}"};

inline constexpr Message kTlsUnread{"不能读取 {0}：请检查路径和权限（运行本程序的账号要能读，别人不能读）",
                                    "cannot read {0}: check the path, and that this account may read it and "
                                    "others may not"};
inline constexpr Message kTlsNoCertificate{
    "{0} 不是 PEM 格式的证书，请用证书链文件（本机证书在最前）",
    "{0} is no certificate in PEM: give the chain, the server's own first"};
inline constexpr Message kTlsNotInForce{
    "证书 {0} 不在有效期内（{1} 至 {2}，UTC+8）：请换用有效的证书，并核对本机时钟",
    "the certificate {0} is in force from {1} to {2} (UTC+8), not today: take one "
    "that is, and check the clock"};
inline constexpr Message kTlsWeak{
    "证书 {0} 的密钥太短或算法太旧，请换一张（RSA 2048 位以上，或 P-256）",
    "the key of the certificate {0} is short or its algorithm old: take RSA of 2048 "
    "bits or more, or P-256"};
inline constexpr Message kTlsNoKey{"{0} 不是 PEM 格式的私钥", "{0} is no private key in PEM"};
inline constexpr Message kTlsLocked{
    "私钥 {0} 有口令保护，服务启动时没有人可以输入：请用不带口令、只有本账号能读的文件",
    "the key {0} is locked by a passphrase, and nobody is there to type it: give a file "
    "without, that this account alone may read"};
inline constexpr Message kTlsOtherKey{"私钥 {0} 不是这张证书的，请核对两个文件",
                                      "the key {0} is not that of the certificate: check the two files"};
inline constexpr Message kTlsLibrary{"加密库不支持 TLS 1.2 以上的安全套件，请检查系统的 OpenSSL",
                                     "the TLS library has no sound suites: check the system's OpenSSL"};

}  // namespace qy
