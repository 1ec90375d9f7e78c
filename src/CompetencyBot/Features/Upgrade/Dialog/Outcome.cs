using System.Collections.Immutable;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>What the supposition changes, and what it costs.</summary>
/// <param name="Passes">Who passes what.</param>
/// <param name="After">How far the organisation would be.</param>
internal sealed record Outcome(ChosenLevel Chosen, Shortfall Way, ImmutableArray<Pass> Passes, WhatIf.Answer Answer, Attainment Before, Attainment After)
{
    /// <returns>The outcome; or null and why that cannot be supposed.</returns>
    public static (Outcome? Outcome, string? Fault) Of(ChosenLevel chosen, UpgradeMemory memory, UpgradeView view)
    {
        var (way, supposed) = (chosen.Way(memory.Path), memory.Supposed!);
        var plan = WayPlan.Of(way, view.People);
        IEnumerable<Person> people = supposed.People.Select(value => SupposeInputs.PersonOf(value, plan, chosen, view)).OfType<Person>().Distinct();
        var passes = plan.Passes(supposed, people, view.Today);
        Change[] changes =
        [
            .. passes.Select(pass => new Change.Passes(pass)),
            .. supposed.Figures.Select(figure => new Change.FigureBecomes(way.Competency.Id, way.Path.Id, figure.Key, figure.Value)),
        ];
        var (edition, matched) = chosen.Followed;
        return WhatIf.Of(edition, matched, view.Today, changes) switch
        {
            WhatIf.Answer answer => (
                new Outcome(chosen, way, passes, answer, chosen.Followed.On(view.Today), Attainment.Of(edition, answer.Evidence, view.Today)), null),
            WhatIf.Refused refused => (null, WhatIfCommand.Refusal(refused.Fault)),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType().Name}."),
        };
    }
}
