using CompetencyBot.Hosting;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>Who is told of a risk: at first some, then more when nobody answers.</summary>
internal static class Circle
{
    /// <summary>The last step: the channel that is told when no admin answers.</summary>
    public const int Everybody = 3;

    private const int AllAdmins = 2;

    /// <summary>Step 0 the first of those to be told first, 1 the next too, 2 all admins, 3 the fallback channel besides.</summary>
    /// <param name="admins">All of them.</param>
    /// <param name="isUrgent">Whether there is no time for one after the other.</param>
    public static IReadOnlyList<Recipient> Of(
        IReadOnlyList<Recipient> admins, RenewalOptions options, int step, bool isUrgent)
    {
        if (options.Recipients.Count == 0 || isUrgent || step >= AllAdmins)
            return admins;
        Recipient[] first =
        [
            .. options.Recipients
                .Select(address => admins.FirstOrDefault(admin => admin.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))
                .OfType<Recipient>(),
        ];
        Recipient[] inOrder = [.. first, .. admins.Except(first)];
        return first.Length == 0 ? admins : [.. inOrder.Take(step + 1)];
    }

    /// <returns>The next step that tells somebody new; null when there is none.</returns>
    public static int? Next(IReadOnlyList<Recipient> admins, RenewalOptions options, WatchedRisk risk, bool isUrgent)
    {
        var told = Of(admins, options, risk.EscalationStep, isUrgent).Count;
        for (var step = risk.EscalationStep + 1; step <= AllAdmins; step++)
            if (Of(admins, options, step, isUrgent).Count > told)
                return step;
        return risk.EscalationStep < Everybody && !string.IsNullOrWhiteSpace(options.FallbackConversation) ? Everybody : null;
    }
}
