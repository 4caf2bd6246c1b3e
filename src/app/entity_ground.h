// The entities of one workspace (resolve/lake_entities.h), with its memory and Ctrl+C.
#pragma once

#include "app/workspace.h"
#include "resolve/lake_entities.h"

namespace qy {

// `workspace` must outlive it.
EntityGround entity_ground(Workspace& workspace);

}  // namespace qy
