#include "core/model/workflow_records.h"

namespace qm::model {

template <>
const Described<Template>& Described<Template>::get()
{
    using O = Template::Occasion;
    static const auto described = Described(Entity::Template, "template", QM_LABEL("Template"), QM_LABEL("Templates"))
        .text("name", QM_LABEL("Name"), &Template::name, Unique | Required | Searchable)
        .choice<O>("occasion", QM_LABEL("Occasion"), &Template::occasion, {{O::Join, "join", QM_LABEL("Joiner")}, {O::Leave, "leave", QM_LABEL("Leaver")}})
        .reference("department", QM_LABEL("Department"), &Template::department, Entity::Department)
        .reference("site", QM_LABEL("Site"), &Template::site, Entity::Site)
        .text("person-type", QM_LABEL("Type of person"), &Template::personType)
        .longText("notes", QM_LABEL("Notes"), &Template::notes)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<TemplateStep>& Described<TemplateStep>::get()
{
    using K = TemplateStep::Kind;
    static const auto described = Described(Entity::TemplateStep, "template-step", QM_LABEL("Template step"), QM_LABEL("Template steps"))
        .text("name", QM_LABEL("Name"), &TemplateStep::name, Unique | Required)
        .reference("template", QM_LABEL("Template"), &TemplateStep::templateId, Entity::Template, Required)
        .integer("position", QM_LABEL("Position"), &TemplateStep::position, Required)
        .text("title", QM_LABEL("Title"), &TemplateStep::title, Required)
        .choice<K>("kind", QM_LABEL("Kind"), &TemplateStep::kind, {{K::Automatic, "automatic", QM_LABEL("Automatic")}, {K::Local, "local", QM_LABEL("In this workspace")}, {K::Human, "human", QM_LABEL("By a person")}})
        .text("action", QM_LABEL("Action"), &TemplateStep::action)
        .reference("app", QM_LABEL("App"), &TemplateStep::app, Entity::App)
        .text("argument", QM_LABEL("With"), &TemplateStep::argument)
        .integer("offset-days", QM_LABEL("Days from the date"), &TemplateStep::offsetDays)
        .text("hour", QM_LABEL("Hour"), &TemplateStep::hour)
        .text("depends-on", QM_LABEL("After steps"), &TemplateStep::dependsOn)
        .text("owner-role", QM_LABEL("Who"), &TemplateStep::ownerRole)
        .integer("baseline-minutes", QM_LABEL("Minutes by hand"), &TemplateStep::baselineMinutes, NotNegative)
        .calledBy("name", "name");
    return described;
}

template <>
const Described<Run>& Described<Run>::get()
{
    using O = Run::Occasion;
    using S = Run::State;
    static const auto described = Described(Entity::Run, "run", QM_LABEL("Run"), QM_LABEL("Runs"))
        .text("number", QM_LABEL("Number"), &Run::number, Unique | Required | Searchable)
        .text("title", QM_LABEL("Title"), &Run::title, Required | Searchable)
        .choice<O>("occasion", QM_LABEL("Occasion"), &Run::occasion, {{O::Join, "join", QM_LABEL("Joiner")}, {O::Leave, "leave", QM_LABEL("Leaver")}, {O::Import, "import", QM_LABEL("Import")}, {O::Other, "other", QM_LABEL("Other")}})
        .reference("person", QM_LABEL("Person"), &Run::person, Entity::Person)
        .choice<S>("state", QM_LABEL("State"), &Run::state,
                   {{S::Running, "running", QM_LABEL("Under way")}, {S::Paused, "paused", QM_LABEL("Paused")}, {S::NeedsAttention, "needs-attention", QM_LABEL("Needs you")}, {S::Done, "done", QM_LABEL("Done")}, {S::Cancelled, "cancelled", QM_LABEL("Cancelled")}})
        .text("plan-hash", QM_LABEL("Plan's hash"), &Run::planHash, Internal)
        .instant("effective-at", QM_LABEL("Effective at"), &Run::effectiveAt)
        .text("time-zone", QM_LABEL("Time zone"), &Run::timeZone)
        .instant("notice-at", QM_LABEL("Proof counts since"), &Run::noticeAt)
        .instant("started", QM_LABEL("Started"), &Run::started)
        .instant("finished", QM_LABEL("Finished"), &Run::finished)
        .calledBy("number", "title");
    return described;
}

template <>
const Described<Step>& Described<Step>::get()
{
    using K = Step::Kind;
    using S = Step::State;
    static const auto described = Described(Entity::Step, "step", QM_LABEL("Step"), QM_LABEL("Steps"))
        .text("name", QM_LABEL("Name"), &Step::name, Unique | Required)
        .reference("run", QM_LABEL("Run"), &Step::run, Entity::Run, Required)
        .integer("position", QM_LABEL("Position"), &Step::position, Required)
        .text("sign", QM_LABEL("Sign"), &Step::sign)
        .choice<K>("kind", QM_LABEL("Kind"), &Step::kind, {{K::Local, "local", QM_LABEL("In this workspace")}, {K::Vendor, "vendor", QM_LABEL("Automatic")}, {K::Human, "human", QM_LABEL("By a person")}})
        .text("title", QM_LABEL("Title"), &Step::title, Required)
        .text("detail", QM_LABEL("Detail"), &Step::detail)
        .text("warning", QM_LABEL("Warning"), &Step::warning)
        .text("target", QM_LABEL("Target"), &Step::target)
        .text("item", QM_LABEL("Item"), &Step::item, Internal)
        .text("closing", QM_LABEL("Closes"), &Step::closing, Internal)
        .instant("due", QM_LABEL("Due"), &Step::due)
        .money("monthly-cost", QM_LABEL("A month"), &Step::monthlyCost)
        .text("depends-on", QM_LABEL("After steps"), &Step::dependsOn, Internal)
        .reference("owner", QM_LABEL("Who"), &Step::owner, Entity::Person)
        .boolean("irreversible", QM_LABEL("Cannot be undone"), &Step::irreversible)
        .reference("source", QM_LABEL("Connection"), &Step::source, Entity::Source)
        .text("action", QM_LABEL("Action"), &Step::action, Internal)
        .longText("input", QM_LABEL("Input"), &Step::input, Internal)
        .longText("changes", QM_LABEL("Changes"), &Step::changes, Internal)
        .choice<S>("state", QM_LABEL("State"), &Step::state,
                   {{S::Planned, "planned", QM_LABEL("Planned")}, {S::Waiting, "waiting", QM_LABEL("Waits")}, {S::Calling, "calling", QM_LABEL("Under way")},
                    {S::Verifying, "verifying", QM_LABEL("Reading back")}, {S::Done, "done", QM_LABEL("Done")}, {S::AlreadySo, "already-so", QM_LABEL("Already so")},
                    {S::Skipped, "skipped", QM_LABEL("Left out")}, {S::Failed, "failed", QM_LABEL("Failed")}, {S::Unknown, "unknown", QM_LABEL("Not known")},
                    {S::NeedsAttention, "needs-attention", QM_LABEL("Needs you")}, {S::Cancelled, "cancelled", QM_LABEL("Cancelled")}})
        .integer("attempts", QM_LABEL("Tries"), &Step::attempts, NotNegative)
        .instant("next-try", QM_LABEL("Next try"), &Step::nextTry)
        .instant("follow-until", QM_LABEL("Asked about until"), &Step::followUntil, Internal)
        .longText("result", QM_LABEL("Result"), &Step::result, Reason)
        .longText("evidence", QM_LABEL("Evidence"), &Step::evidence, Internal)
        .instant("started", QM_LABEL("Started"), &Step::started)
        .instant("finished", QM_LABEL("Finished"), &Step::finished)
        .integer("baseline-minutes", QM_LABEL("Minutes by hand"), &Step::baselineMinutes, NotNegative)
        .calledBy("name", "title");
    return described;
}

} // namespace qm::model
