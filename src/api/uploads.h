// A file that an officer sends, on its way into the box.
#pragma once

#include "api/route.h"
#include "api/upload_box.h"

namespace qy {

// `upload`: as UploadBox::begin() wants it. Answered with what was received and its hash.
Taken into_box(ApiCall& call, Upload upload);

}  // namespace qy
