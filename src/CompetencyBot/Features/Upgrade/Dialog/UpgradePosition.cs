using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>One answer to one step of the dialog.</summary>
/// <param name="Open">Of somebody who can have no dialog, since they are not known, one that is kept nowhere: its id is empty.</param>
public sealed record UpgradePosition(Request Request, UpgradeView View, OpenDialog Open)
{
    public const string DialogInput = "dialog";

    public UpgradeStep Step { get; } = Enum.TryParse<UpgradeStep>(Open.Step, out var step) ? step : UpgradeStep.Choose;

    public UpgradeMemory Memory { get; init; } = UpgradeMemory.Read(Open.Data);

    /// <summary>What the card says first; null = nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The competencies that a name may mean; empty = all are offered.</summary>
    public ImmutableArray<KnownCompetency> Several { get; init; } = [];

    /// <summary>Carries the dialog it belongs to, so that one of an earlier dialog is known as such.</summary>
    public ExecuteAction Button(string title, string action) =>
        new(title, $"{UpgradeCommand.Info.Name}/{action}", new JsonObject { [DialogInput] = Open.Id.ToString("N") });

    /// <summary>A button that works whatever was filled in.</summary>
    public ExecuteAction Plain(string title, string action) => Button(title, action) with { AssociatedInputs = "none" };
}
