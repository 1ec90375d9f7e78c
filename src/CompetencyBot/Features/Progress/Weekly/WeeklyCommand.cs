using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress.Weekly;

/// <summary>
/// <c>weekly progress on Mondays at 9</c>: has the progress card posted in this conversation each week; <c>weekly</c> tells when, <c>weekly stop</c> ends
/// it, <c>weekly list</c> shows all that the reader may stop.
/// </summary>
public sealed class WeeklyCommand(WeeklyPlans plans, WeeklyDeeds deeds, WeeklyForm form, WeeklyList list, CurrentConversation conversation) : ICommand
{
    internal const string Set = "set";
    internal const string Stop = "stop";
    internal const string List = "list";

    public static CommandInfo Info { get; } = new(
        "weekly",
        [
            "stop weekly", "every week", "every monday", "every tuesday", "every wednesday", "every thursday", "every friday", "every saturday", "every sunday",
            "每週", "每周", "每星期", "每禮拜", "停止每週",
        ],
        Audience.Everybody,
        () => WeeklyTexts.HelpOfWeekly,
        () => WeeklyTexts.ButtonWeekly)
    {
        ShownTo = Audience.Managers,
        Actions = ["show", Set, Stop, List],
        Example = () => WeeklyTexts.ExampleOfWeekly,
        Group = HelpGroup.Managing,
        Menu = Menus.Shared,
    };

    internal static string SetVerb => $"{Info.Name}/{Set}";

    internal static string StopVerb => $"{Info.Name}/{Stop}";

    internal static string ListVerb => $"{Info.Name}/{List}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var here = conversation.Id ?? "";
        switch (request.Action)
        {
            case Set:
                return await SetAsync(request, here, WeeklyForm.Read(request), cancellationToken);
            case Stop:
                return await StopAsync(request, request.Text(WeeklyForm.PlanInput) ?? here, cancellationToken);
            case List when request.IsPersonal:
                return await list.ShowAsync(request, cancellationToken);
            case null when WeeklyWish.IsQuestion(request.Typed):
                return await form.ShowAsync(request, await plans.FindAsync(here, cancellationToken), null, cancellationToken);
            case null when WeeklyWish.IsList(request.Typed) && request.IsPersonal:
                return await list.ShowAsync(request, cancellationToken);
            case null when WeeklyWish.IsStop(request.Typed):
                return await StopAsync(request, here, cancellationToken);
            case null when WeeklyWish.Of(request.Typed) is { SaysNothing: false } wish:
                return wish.IsAboutSomethingElse
                    ? await form.ShowAsync(request, await plans.FindAsync(here, cancellationToken), wish, cancellationToken)
                    : await SetAsync(request, here, wish, cancellationToken);
            default:
                return await form.ShowAsync(request, await plans.FindAsync(here, cancellationToken), null, cancellationToken);
        }
    }

    private async Task<Reply> SetAsync(Request request, string here, WeeklyWish wish, CancellationToken cancellationToken)
    {
        var before = await plans.FindAsync(here, cancellationToken);
        if (!WeeklyRights.MaySet(request.Viewer) || wish is not { Day: { } day, Time: { } time, ZoneIsUnknown: false } || here.Length == 0)
            return await form.ShowAsync(request, before, wish, cancellationToken);
        if (before is not null && !WeeklyRights.MayStop(request.Viewer, before))
            return new Reply(WeeklyTexts.NotYours);
        return await deeds.SetAsync(request.Viewer, here, before, (day, time, wish.Zone), cancellationToken);
    }

    private async Task<Reply> StopAsync(Request request, string where, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(where, cancellationToken) is not { } plan)
            return await form.ShowAsync(request, null, null, cancellationToken);
        return WeeklyRights.MayStop(request.Viewer, plan)
            ? await deeds.StopAsync(request.Viewer, plan, cancellationToken)
            : new Reply(WeeklyTexts.NotYours);
    }
}

/// <summary>Managers and admins have the card posted; it is stopped or changed by whoever set it, by their managers, and by admins.</summary>
internal static class WeeklyRights
{
    public static bool MaySet(Viewer viewer) => viewer.MayUse(Audience.Managers);

    public static bool MayStop(Viewer viewer, WeeklyPlan plan) =>
        viewer.IsAdmin
        || (viewer.AuditName.Length > 0 && viewer.AuditName.Equals(plan.SetBy, StringComparison.OrdinalIgnoreCase))
        || viewer.Reports.Contains(plan.SetBy);
}
