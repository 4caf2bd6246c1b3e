#include "lake/damaged_part.h"

#include "lake/messages.h"

namespace qy {

// lake/<table>/batch=<id>/part-0.parquet
Error part_damaged(const std::filesystem::path& part) {
  constexpr std::string_view kBatch = "batch=";
  std::string batch = part.parent_path().filename().string();
  if (batch.starts_with(kBatch)) batch.erase(0, kBatch.size());
  return damaged(say(kPartDamaged, part.string(), batch));
}

std::optional<std::filesystem::path> find_damaged(Engine& engine,
                                                  const std::vector<std::filesystem::path>& parts) {
  for (const auto& part : parts)
    if (!engine
             .execute("SELECT bit_xor(hash(COLUMNS(*))) FROM read_parquet(" + Engine::literal(part.string()) +
                      ")")
             .ok())
      return part;
  return std::nullopt;
}

std::optional<std::filesystem::path> part_in(const Error& error,
                                             const std::vector<std::filesystem::path>& parts) {
  for (const auto& part : parts)
    if (error.message.find(part.string()) != std::string::npos) return part;
  return std::nullopt;
}

}  // namespace qy
