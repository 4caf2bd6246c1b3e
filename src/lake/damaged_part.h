// A Parquet part that cannot be read. The engine tells it in its own words, with the SQL that met it; an
// officer is told which file it is, what is kept and what to do. Private to this folder.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "lake/engine.h"

namespace qy {

// Code::damaged, naming the file and its batch.
Error part_damaged(const std::filesystem::path& part);

// The first of the parts that the engine cannot read to its end. All of them are read: for an error that
// names none.
std::optional<std::filesystem::path> find_damaged(Engine& engine,
                                                  const std::vector<std::filesystem::path>& parts);

// The part that an engine's error names.
std::optional<std::filesystem::path> part_in(const Error& error,
                                             const std::vector<std::filesystem::path>& parts);

}  // namespace qy
