using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>All plans that the reader may stop, in their own chat, one of which they can end.</summary>
public sealed class WeeklyList(WeeklyPlans plans, EvidenceReader reader, BotDb db)
{
    /// <summary>The next to come; an organisation with more has them stopped where they are posted.</summary>
    private const int MostShown = 40;

    public async Task<Reply> ShowAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        WeeklyPlan[] found = [.. (await plans.AllAsync(cancellationToken)).Where(plan => WeeklyRights.MayStop(request.Viewer, plan)).Take(MostShown)];
        if (found.Length == 0)
            return WeeklyForm.Said([WeeklyTexts.ListNone], new ExecuteAction(WeeklyTexts.ButtonWeekly, WeeklyCommand.Info.ShowVerb));
        string[] ids = [.. found.Select(plan => plan.ConversationId)];
        var types = await db.Conversations.AsNoTracking().Where(row => ids.Contains(row.ConversationId))
            .ToDictionaryAsync(row => row.ConversationId, row => row.Type, cancellationToken);
        var people = await reader.ReadAsync(cancellationToken) is { } evidence ? new PeopleShown(evidence, request) : null;
        string[] lines = [.. found.Select(plan => Line(plan, types.GetValueOrDefault(plan.ConversationId), people))];
        return new Reply(WeeklyTexts.ListTitle, CardParts.Card(
            [
                CardParts.Heading(WeeklyTexts.ListTitle),
                .. CardParts.Bullets(lines),
                new ChoiceSetInput(WeeklyTexts.LabelPlan, [.. found.Zip(lines, (plan, line) => new Choice(line, plan.ConversationId))])
                {
                    Id = WeeklyForm.PlanInput, Placeholder = WeeklyTexts.ErrorPlan, IsRequired = true, ErrorMessage = WeeklyTexts.ErrorPlan,
                },
            ],
            WeeklyTexts.ListTitle,
            new ExecuteAction(WeeklyTexts.ButtonStop, WeeklyCommand.StopVerb)));
    }

    private static string Line(WeeklyPlan plan, string? type, PeopleShown? people) => Language.Format(
        WeeklyTexts.ListLine,
        type switch
        {
            "channel" => WeeklyTexts.PlaceChannel,
            "personal" => WeeklyTexts.PlacePersonal,
            _ => WeeklyTexts.PlaceGroup,
        },
        WeeklyWords.When(plan),
        people?.NameOrSomebody(plan.SetBy) ?? Texts.Somebody,
        Phrases.Date(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(plan.SetAt, plan.Zone).DateTime)));
}
