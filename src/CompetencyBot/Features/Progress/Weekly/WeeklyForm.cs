using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;
using CompetencyBot.Timing;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>What is set here, and for those who may set it a form with what they said so far.</summary>
public sealed class WeeklyForm(EvidenceReader reader, RecipientTime times)
{
    internal const string PlanInput = "plan";
    private const string DayInput = "day";
    private const string TimeInputId = "time";
    private const string ZoneInput = "zone";

    /// <summary>Of the zones in which people work; more would make the choice no easier.</summary>
    private const int MostZones = 40;

    private static readonly TimeOnly UsualTime = new(9, 0);

    private static readonly DayOfWeek[] Days = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    /// <param name="plan">What the conversation has; null = nothing.</param>
    /// <param name="wish">What was said so far; null = nothing was asked for.</param>
    public async Task<Reply> ShowAsync(Request request, WeeklyPlan? plan, WeeklyWish? wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string?[] state = plan is null ? [WeeklyTexts.None] : [Language.Format(WeeklyTexts.Here, WeeklyWords.When(plan)), WeeklyWords.Next(plan)];
        var maySet = WeeklyRights.MaySet(request.Viewer);
        var mayChange = maySet && (plan is null || WeeklyRights.MayStop(request.Viewer, plan));
        if (!mayChange)
            return Said([.. state, maySet ? WeeklyTexts.NotYours : WeeklyTexts.OnlyManagers]);

        var inputs = await InputsAsync(request.Viewer, plan, wish, cancellationToken);
        return Said(
            [.. state, Question(wish)],
            inputs,
            [
                new ExecuteAction(plan is null ? WeeklyTexts.ButtonSet : WeeklyTexts.ButtonChange, WeeklyCommand.SetVerb),
                .. plan is null ? (IEnumerable<CardAction>)[] : [StopButton(plan)],
                .. request.IsPersonal ? [new ExecuteAction(WeeklyTexts.ButtonList, WeeklyCommand.ListVerb) { AssociatedInputs = "none" }] : (IEnumerable<CardAction>)[],
            ]);
    }

    /// <summary>What was filled in; clients need not check it.</summary>
    internal static WeeklyWish Read(Request request)
    {
        var day = Enum.TryParse(request.Text(DayInput), out DayOfWeek chosen) && Enum.IsDefined(chosen) ? chosen : (DayOfWeek?)null;
        var zone = request.Text(ZoneInput) is { Length: > 0 } name ? ZoneWords.Find(name) : null;
        return new WeeklyWish(day, TimeWords.Find(request.Text(TimeInputId) ?? ""), zone) { ZoneIsUnknown = zone is null };
    }

    internal static Reply Said(IEnumerable<string?> texts, params IReadOnlyList<CardAction> actions) => Said(texts, [], actions);

    internal static ExecuteAction StopButton(WeeklyPlan plan) =>
        new(WeeklyTexts.ButtonStop, WeeklyCommand.StopVerb, new JsonObject { [PlanInput] = plan.ConversationId }) { AssociatedInputs = "none" };

    private static Reply Said(IEnumerable<string?> texts, IEnumerable<CardElement> inputs, IReadOnlyList<CardAction> actions)
    {
        string[] said = [.. texts.OfType<string>()];
        return new Reply(said[0], CardParts.Card(
            [CardParts.Heading(WeeklyTexts.Title), .. said.Select(text => new TextBlock(text)), .. inputs], said[0], actions));
    }

    private static string? Question(WeeklyWish? wish) => wish switch
    {
        null => null,
        { ZoneIsUnknown: true } => WeeklyTexts.AskZone,
        { Day: null, Time: null } => WeeklyTexts.AskBoth,
        { Day: null } => WeeklyTexts.AskDay,
        { Time: null } => WeeklyTexts.AskTime,
        _ => null,
    };

    private async Task<IEnumerable<CardElement>> InputsAsync(Viewer viewer, WeeklyPlan? plan, WeeklyWish? wish, CancellationToken cancellationToken)
    {
        var zone = wish?.Zone ?? plan?.Zone ?? times.ZoneOf(viewer.Person);
        var (day, time) = (wish?.Day ?? plan?.Day, wish?.Time ?? plan?.Time ?? UsualTime);
        return
        [
            new ChoiceSetInput(WeeklyTexts.LabelDay, [.. Days.Select(each => new Choice(WeeklyWords.NameOf(each), each.ToString()))])
            {
                Id = DayInput, Value = day?.ToString(), Placeholder = WeeklyTexts.ErrorDay, IsRequired = true, ErrorMessage = WeeklyTexts.ErrorDay,
            },
            new TimeInput(WeeklyTexts.LabelTime)
            {
                Id = TimeInputId, Value = WeeklyWords.TimeOf(time), IsRequired = true, ErrorMessage = WeeklyTexts.ErrorTime,
            },
            new ChoiceSetInput(WeeklyTexts.LabelZone, [.. (await ZonesAsync(zone, viewer, cancellationToken)).Select(id => new Choice(id, id))])
            {
                Id = ZoneInput, Value = zone.Id, IsRequired = true, ErrorMessage = WeeklyTexts.ErrorZone,
            },
        ];
    }

    /// <summary>Those in which the organisation's people work, with the asker's own first.</summary>
    private async Task<IEnumerable<string>> ZonesAsync(TimeZoneInfo first, Viewer viewer, CancellationToken cancellationToken)
    {
        var evidence = await reader.ReadAsync(cancellationToken);
        var ofPeople = evidence?.Records.People.Select(person => person.TimeZone).OfType<string>()
            .GroupBy(id => id).OrderByDescending(people => people.Count()).Select(people => people.Key) ?? [];
        return new[] { first.Id, times.ZoneOf(viewer.Person).Id, times.ZoneOf(null).Id }
            .Concat(ofPeople.Where(id => ZoneWords.Find(id) is not null))
            .Append("Etc/UTC").Distinct().Take(MostZones);
    }
}
