using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade;

/// <summary>
/// <c>upgrade</c>: which levels are near; <c>upgrade messaging</c>: the ways to its next level; <c>upgrade messaging gold communications
/// gold</c>: the fewest exams that reach several levels together.
/// </summary>
public sealed class UpgradeCommand(EvidenceReader reader, CompetencyNames names, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    private const string Chosen = "competency";

    public static CommandInfo Info { get; } = new(
        "upgrade",
        ["upgrade options", "next level", "plan", "升級", "升級選項", "下一級"],
        Audience.Everybody,
        () => Texts.HelpOfUpgrade,
        () => Texts.ButtonUpgrade)
    { Actions = ["show", Chosen], Example = () => HelpTexts.ExampleOfUpgrade, Menu = Menus.Everywhere };

    /// <summary>Verb of the button that shows the ways to the next level of the competency in its data.</summary>
    public static string CompetencyVerb => $"{Info.Name}/{Chosen}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var chosen = request.Action == Chosen;
        var said = chosen ? Wording.Normalise(request.Text(CardParts.CompetencyInput)) : request.Argument;
        var view = new UpgradeView(evidence, Today, new PeopleShown(evidence, request), CardParts.DateLines(evidence, Today, organisation.CurrentValue.Zone));
        return WantedLevels.Read(said, names) switch
        {
            { Unknown: { } } => new Reply(Texts.CompetencyUnknown, UpgradeCard.Choose(names.All, Texts.CompetencyUnknown)),
            { Several: { IsEmpty: false } several } => new Reply(Texts.CompetencySeveral, UpgradeCard.Choose(several, Texts.CompetencySeveral)),
            { Levels: [] } => chosen ? new Reply(Texts.ChooseFirst) : Near(view),
            { Levels: [var (known, level)] } => Ways(view, known, level),
            var several => Together(view, several.Levels),
        };
    }

    private DateOnly Today => organisation.CurrentValue.Today(clock);

    private Reply Near(UpgradeView view)
    {
        var near = view.Advised.SelectMany(followed => PeopleAway.Of(followed.Edition, followed.Matched, Today)
            .Select(level => (followed.Edition, Level: level)));
        return new Reply(Texts.UpgradeTitle, UpgradeCard.Near(view, [.. near], names));
    }

    private Reply Ways(UpgradeView view, KnownCompetency known, Level? wanted)
    {
        var followed = view.Evidence.In(known.EditionId);
        var title = Language.Format(Texts.UpgradeOf, known.Title);
        if (WhyNot(followed.Edition, known.Competency, wanted) is { } reason)
            return new Reply(title, UpgradeCard.Said(view, title, reason));
        return NextOf(followed, known.Competency, wanted) is { } next
            ? new Reply(title, UpgradeCard.Ways(view, known, next, followed.Edition))
            : new Reply(title, UpgradeCard.Said(view, title, wanted is { } level
                ? Language.Format(Texts.LevelReached, Phrases.Of(level))
                : Texts.UpgradeNothingAbove));
    }

    private string? WhyNot(Edition edition, Competency competency, Level? wanted) =>
        edition.HasEnded(Today) ? Texts.UpgradeEnded
        : !competency.RequirementsKnown ? Texts.RequirementsUnknown
        : wanted is { } level && !competency.Paths.Any(path => path.Levels.Any(each => each.Level == level))
            ? Language.Format(Texts.UpgradeNoSuchLevel, Phrases.Of(level))
            : null;

    /// <returns>Null when it is held, or there is none above the one that is held.</returns>
    private NextLevel? NextOf(FollowedEdition followed, Competency competency, Level? wanted)
    {
        var (edition, matched) = followed;
        var next = UpgradeOptions.Of(edition, matched, Today).Next.FirstOrDefault(each => each.Competency.Id == competency.Id);
        if (wanted is not { } level || next?.Level == level)
            return next;
        return Attainment.Of(edition, matched, Today).LevelsOf(competency.Id).Any(each => each.Level == level && each.Met)
            ? null
            : NextLevel.Of(next?.Held, Shortfall.Of(edition, matched, Today, competency.Id, level: level));
    }

    private Reply Together(UpgradeView view, ImmutableArray<(KnownCompetency Known, Level? Level)> wanted)
    {
        var followed = view.Evidence.In(wanted[0].Known.EditionId);
        foreach (var (known, level) in wanted)
            if (known.EditionId != followed.Edition.Id || WhyNot(followed.Edition, known.Competency, level) is not null)
                return Ways(view, known, level);
        var next = UpgradeOptions.Of(followed.Edition, followed.Matched, Today).Next.ToDictionary(each => each.Competency.Id, each => each.Level);
        var levels = wanted.ToLookup(each => each.Level is not null || next.ContainsKey(each.Known.Competency.Id));
        var open = levels[true].Select(each => new WantedLevel(each.Known.Competency.Id, each.Level ?? next[each.Known.Competency.Id]));
        return new(Texts.PlanTitle, PlanCard.For(view, followed, [.. open], [.. levels[false].Select(each => each.Known)]));
    }
}
