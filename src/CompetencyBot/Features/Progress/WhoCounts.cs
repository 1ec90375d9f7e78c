using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress;

/// <summary>
/// Answers <c>who &lt;competency&gt;</c>: who counts for it, who is one pass away from that, and whose certificate lapses next. The request's argument is the
/// key of the competency. Everybody may ask; who is named is decided by who reads it.
/// </summary>
public sealed class WhoCounts(
    EvidenceReader reader, CompetencyNames names, OwnChat ownChat, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    private DateOnly Today => organisation.CurrentValue.Today(clock);

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var known = names.All.First(each => each.Key == request.Argument);
        var data = new JsonObject { [CardParts.CompetencyInput] = known.Key };
        if (request.Action == OwnChat.Action)
            return await ownChat.AnswerAsync(request, InOwnChat(known, data), cancellationToken);

        var progress = EditionProgress.Of(evidence.In(known.EditionId), Today);
        Contributors[] here = [.. progress.Contributors.Where(each => each.Competency.Id == known.Competency.Id)];
        var counting = here.SelectMany(each => each.Counting).Distinct().ToArray();
        var card = WhoCountsCard.For(
            known,
            progress,
            counting,
            [.. here.SelectMany(each => each.OneAway).Where(away => !counting.Contains(away.PersonId)).DistinctBy(away => away.PersonId)],
            [.. progress.Lapsing.Where(each => each.Uses.Any(use => use.Competency.Id == known.Competency.Id))],
            new PeopleShown(evidence, request),
            CardParts.DateLines(evidence, Today, organisation.CurrentValue.Zone));
        card = SourceLines.Under(card, evidence, organisation.CurrentValue.Zone, FileKind.TrainingCompletions, FileKind.People);
        CardAction[] more = request.IsForOneReader ? [] : [new ExecuteAction(ProgressTexts.ButtonNames, "who/personal", (JsonObject)data.DeepClone())];
        return new Reply(
            card.FallbackText!,
            card with { Actions = [CardParts.ShowCompetency(Texts.ButtonProgress, known.Key), .. more, new ExecuteAction(Texts.ButtonRefresh, WhoCommand.CompetencyVerb, data)] });
    }

    private static OwnChatOffer InOwnChat(KnownCompetency known, JsonObject data)
    {
        var title = Language.Format(ProgressTexts.WhoTitle, known.Title);
        return new(WhoCommand.Info.Name, title, title, ProgressTexts.TeamWhyOwnChat, new ExecuteAction(WhoTexts.ButtonWhoCounts, WhoCommand.CompetencyVerb, data));
    }
}
