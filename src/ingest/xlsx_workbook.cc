#include <map>

#include "ingest/messages.h"
#include "ingest/xlsx_parts.h"
#include "ingest/xml_events.h"

namespace qy {
namespace {

struct Relation {
  std::string id, type, target;  // the type's last word: "worksheet", "sharedStrings"
};

class Relations final : public XmlHandler {
 public:
  std::vector<Relation> all;

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    const std::string_view type = attributes["Type"];
    all.push_back({std::string(attributes["Id"]), std::string(type.substr(type.find_last_of('/') + 1)),
                   std::string(attributes["Target"])});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
};

struct ListedSheet {
  std::string name, relation;
  bool is_hidden = false;
};

class Workbook final : public XmlHandler {
 public:
  std::vector<ListedSheet> sheets;
  DateBase date_base = DateBase::y1900;

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view is_1904 = attributes["date1904"];
      if (is_1904 == "1" || is_1904 == "true") date_base = DateBase::y1904;
    }
    if (name != "sheet") return;
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                      state == "hidden" || state == "veryHidden"});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
};

std::string folder_of(const std::string& part) {
  const size_t slash = part.find_last_of('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

// A target as written in a relation of `part`: "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml",
// "../styles.xml".
std::string resolved(const std::string& part, std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string folder = folder_of(part);
  for (; target.starts_with("../"); target.erase(0, 3)) {
    if (!folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
  }
  return folder + (target.starts_with("./") ? target.substr(2) : target);
}

Result<std::vector<Relation>> relations_of(const ZipFile& zip, const std::string& part) {
  const std::string folder = folder_of(part);
  const ZipPart* found = zip.find(folder + "_rels/" + part.substr(folder.size()) + ".rels");
  Relations relations;
  if (!found) return relations.all;
  QY_TRY(auto bytes, zip.read(*found));
  QY_CHECK(run_whole(std::move(bytes), relations, found->name));
  for (Relation& relation : relations.all) relation.target = resolved(part, relation.target);
  return std::move(relations.all);
}

Error other_document(const ZipFile& zip) {
  const auto refused = [](const Message& what, const Message& instead) {
    return invalid(say(kThisIsOther, what, instead));
  };
  if (zip.find("xl/workbook.bin")) return refused(kXlsb, kSaveAsTable);
  if (zip.find("word/document.xml")) return refused(kDocx, kCopyTable);
  if (zip.find("ppt/presentation.xml")) return refused(kPptx, kAskForTable);
  if (zip.find("content.xml")) return refused(kOds, kSaveAsTable);
  return refused(kNoXlsx, kSaveAsTable);
}

Result<std::string> find_workbook_part(const ZipFile& zip) {
  QY_TRY(const auto relations, relations_of(zip, ""));
  for (const Relation& relation : relations) {
    const bool is_xml = relation.target.size() > 4 && relation.target.ends_with(".xml");
    if (relation.type == "officeDocument" && is_xml && !relation.target.starts_with("word/") &&
        !relation.target.starts_with("ppt/") && zip.find(relation.target)) {
      return relation.target;
    }
  }
  if (zip.find("xl/workbook.xml")) return std::string("xl/workbook.xml");
  return other_document(zip);
}

const Relation* find(const std::vector<Relation>& relations, std::string_view id) {
  for (const Relation& relation : relations) {
    if (relation.id == id) return &relation;
  }
  return nullptr;
}

void list_sheets(const ZipFile& zip, const Workbook& listed, const std::vector<Relation>& relations,
                 XlsxWorkbook& workbook) {
  for (size_t i = 0; i < listed.sheets.size(); ++i) {
    const ListedSheet& sheet = listed.sheets[i];
    const Relation* relation = find(relations, sheet.relation);
    if (relation && relation->type != "worksheet") continue;
    // Some programs write no relation that leads anywhere; the parts are numbered as the sheets are.
    const std::string numbered = "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml";
    const std::string part = relation && zip.find(relation->target) ? relation->target : numbered;
    workbook.sheets.push_back({sheet.name, part, sheet.is_hidden});
  }
}

}  // namespace

Result<XlsxWorkbook> read_workbook(const ZipFile& zip) {
  QY_TRY(const std::string part, find_workbook_part(zip));
  QY_TRY(auto bytes, zip.read(*zip.find(part)));
  Workbook listed;
  QY_CHECK(run_whole(std::move(bytes), listed, part));
  QY_TRY(const auto relations, relations_of(zip, part));

  XlsxWorkbook workbook;
  workbook.date_base = listed.date_base;
  for (const Relation& relation : relations) {
    if (relation.type == "sharedStrings") workbook.strings_part = relation.target;
    if (relation.type == "styles") workbook.styles_part = relation.target;
    if (relation.type == "externalLink") ++workbook.external_links;
    if (relation.type == "vbaProject") workbook.has_macros = true;
  }
  list_sheets(zip, listed, relations, workbook);
  if (workbook.sheets.empty()) return invalid(say(kNoSheet));
  return workbook;
}

}  // namespace qy
