using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress;

/// <summary><c>progress</c>: all competencies on one card; <c>progress &lt;competency&gt;</c>: its paths, levels and what is missing.</summary>
public sealed class ProgressCommand(EvidenceReader reader, CompetencyNames names, IOptions<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "progress",
        ["overview", "how far are we", "進度", "專長認證進度", "專長認證"],
        Audience.Everybody,
        () => Texts.HelpOfProgress,
        () => Texts.ButtonProgress)
    { Actions = ["show", CardParts.CompetencyInput] };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var today = organisation.Value.Today(clock);
        var attainment = Attainment.Of(evidence.Edition, evidence.Matched, today);
        var chosen = $"{Info.Name}/{request.Action}" == CardParts.CompetencyVerb;
        var wanted = chosen ? request.Text(CardParts.CompetencyInput) ?? "" : request.Argument;
        if (wanted.Length == 0)
            return chosen ? new Reply(Texts.ChooseFirst) : Overview(evidence, attainment);

        return names.Find(Wording.Normalise(wanted)) switch
        {
            [var one] => Detail(evidence, attainment, one, request),
            [] => new Reply(Texts.CompetencyUnknown, ProgressCard.Choose(evidence.Edition.Competencies, Texts.CompetencyUnknown)),
            var several => new Reply(Texts.CompetencySeveral, ProgressCard.Choose(several, Texts.CompetencySeveral)),
        };
    }

    private Reply Overview(OrganisationEvidence evidence, Attainment attainment) => new(
        Texts.ProgressTitle,
        ProgressCard.For(organisation.Value.Name, CompetencyProgress.Of(attainment), DateLines(evidence, attainment)));

    private IEnumerable<CardElement> DateLines(OrganisationEvidence evidence, Attainment attainment) =>
        CardParts.DateLines(evidence, attainment.Date, organisation.Value.Zone);

    private Reply Detail(OrganisationEvidence evidence, Attainment attainment, Competency competency, Request request)
    {
        var people = new PeopleShown(evidence, request);
        var levels = attainment.Levels.Where(level => level.Competency.Id == competency.Id);
        return new Reply(
            Language.Format(Texts.ProgressOf, Phrases.NameOf(competency.Names)),
            CompetencyCard.For(competency, [.. levels], evidence.Edition, people, DateLines(evidence, attainment)));
    }
}
