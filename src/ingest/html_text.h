// HTML cut into texts and tags, as far as a table in it needs: no tree, no styles, no scripts.
#pragma once

#include <string>
#include <string_view>

namespace qy {

struct HtmlTag {
  std::string name;         // lower case: "td"
  bool is_end = false;      // </td>
  std::string_view inside;  // the attributes as written
};

// `tag` is what stands between < and >.
HtmlTag parse_html_tag(std::string_view tag);

// The number of an attribute such as colspan, at least 1 and at most `most`; 1 when there is none.
int html_span(const HtmlTag& tag, std::string_view attribute, int most);

// Appends with entities resolved (&amp; &nbsp; &#21439; &#x53BF;); unknown ones stay as they are.
void append_html_text(std::string_view text, std::string& out);

// Runs of blanks become one; those at the ends and around line breaks go.
std::string tidy_html_text(std::string_view text);

// charset=… in the first lines, as written; empty when there is none.
std::string html_charset(std::string_view head);

}  // namespace qy
