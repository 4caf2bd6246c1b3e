// Connections that only read: a few, so that officers who look at the same time need not wait for each other. Private to this folder.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/database.h"
#include "store/kept_counts.h"

namespace qy {

class ReaderPool {
 public:
  explicit ReaderPool(StorePlace place) : place_(std::move(place)) {}

  // One connection until it goes out of scope.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Database> database)
        : pool_(&pool), database_(std::move(database)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (database_) pool_->give_back(std::move(database_));
    }
    Database& operator*() const { return *database_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Database> database_;
  };
  // Waits while all are taken. Fails where another connection cannot be made.
  Result<Lease> take();
  KeptCounts& counts() { return counts_; }

 private:
  // Twice as many as answer requests (http/server.h): each keeps one while it answers (steady_book.h), and may want another beside it;
  // with as many again nobody waits for what only he himself could give back.
  static constexpr size_t kMost = 8;
  void give_back(std::unique_ptr<Database> database);

  const StorePlace place_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Database>> free_;
  KeptCounts counts_;
  size_t made_ = 0;
};

}  // namespace qy
