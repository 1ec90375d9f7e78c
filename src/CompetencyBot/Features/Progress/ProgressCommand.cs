using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress;

/// <summary><c>progress</c>: all competencies on one card; <c>progress &lt;competency&gt;</c>: its paths, levels and what is missing.</summary>
public sealed class ProgressCommand(EvidenceReader reader, CompetencyNames names, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "progress",
        ["overview", "how far are we", "進度", "專長認證進度", "專長認證"],
        Audience.Everybody,
        () => Texts.HelpOfProgress,
        () => Texts.ButtonProgress)
    {
        Actions = ["show", CardParts.CompetencyInput],
        Example = () => HelpTexts.ExampleOfProgress,
        Menu = Menus.Everywhere,
    };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var chosen = $"{Info.Name}/{request.Action}" == CardParts.CompetencyVerb;
        var wanted = chosen ? request.Text(CardParts.CompetencyInput) ?? "" : request.Argument;
        if (wanted.Length == 0)
            return chosen ? new Reply(Texts.ChooseFirst) : Overview(evidence);

        return names.Find(Wording.Normalise(wanted)) switch
        {
            [var one] => Detail(evidence, one, request),
            [] => new Reply(Texts.CompetencyUnknown, ProgressCard.Choose(names.All, Texts.CompetencyUnknown)),
            var several => new Reply(Texts.CompetencySeveral, ProgressCard.Choose(several, Texts.CompetencySeveral)),
        };
    }

    private DateOnly Today => organisation.CurrentValue.Today(clock);

    private Reply Overview(OrganisationEvidence evidence) => new(
        Texts.ProgressTitle,
        ProgressCard.For(
            organisation.CurrentValue.Name,
            [.. evidence.Followed.Select(followed => EditionProgress.Of(followed, Today))],
            names.All,
            DateLines(evidence)));

    private IEnumerable<CardElement> DateLines(OrganisationEvidence evidence) => CardParts.DateLines(evidence, Today, organisation.CurrentValue.Zone);

    private Reply Detail(OrganisationEvidence evidence, KnownCompetency known, Request request)
    {
        var followed = evidence.In(known.EditionId);
        var insight = CompetencyInsight.Of(followed, known.Competency, Today);
        return new Reply(
            Language.Format(Texts.ProgressOf, known.Title),
            CompetencyCard.For(known, insight, followed.Edition, new PeopleShown(evidence, request), DateLines(evidence)));
    }
}
