using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>A button of a warning that was pressed, with what it is about.</summary>
/// <param name="Warning">The message as it is now; for a button of another card a warning of its own risks.</param>
/// <param name="Risks">As tracked, so that changes of them are saved.</param>
internal sealed record Pressed(Request Request, Warning Warning, IReadOnlyList<WatchedRisk> Risks, RenewalState State)
{
    public PeopleShown People { get; } = new(State.Evidence, Request);

    /// <summary>Who pressed, as kept with what they say.</summary>
    public string By => Request.Viewer.AuditName.ToLowerInvariant();

    /// <summary>All that the person may be known by in what was told.</summary>
    public string[] Names { get; } =
        [.. new[] { Request.Viewer.WorkAddress, Request.Viewer.ObjectId }.OfType<string>().Select(name => name.ToLowerInvariant()).Distinct()];

    public bool IsAssignee => Risks.Count > 0 && Risks.All(IsOwn);

    /// <summary>What the person may see of the message: all of it, or what they were asked to see to.</summary>
    public Warning Visible => Request.Viewer.IsAdmin ? Warning : Warning with { Entries = [.. Warning.Entries.Where(entry => IsOwn(entry.Risk))] };

    private bool IsOwn(WatchedRisk risk) => risk.AssignedTo is { } assignee && Names.Contains(assignee, StringComparer.OrdinalIgnoreCase);

    /// <summary>Data of a button about the same.</summary>
    public System.Text.Json.Nodes.JsonObject Data => WarningCard.Data(Warning.Id, Risks.Select(risk => risk.Id));
}
