using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Upgrade.Dialog;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>That somebody wants people asked to pass what a level needs.</summary>
/// <param name="Passes">Of people whom the asker may see.</param>
public sealed record NudgeWish(Viewer Asker, UpgradeView View, ChosenLevel Chosen, ImmutableArray<Pass> Passes);

/// <param name="Obstacle">Null = they can be asked.</param>
/// <param name="Until">Of <see cref="NudgeObstacle.AskedLately"/> the day from which on they can be asked again.</param>
public sealed record NudgeCandidate(Person Person, Item Item, NudgeObstacle? Obstacle, DateOnly? Until = null);

/// <summary>Why somebody is not asked.</summary>
public enum NudgeObstacle
{
    /// <summary>It is the asker.</summary>
    Self,

    /// <summary>The same is asked of them already.</summary>
    IsOpen,

    /// <summary>They were asked for something a short time ago.</summary>
    AskedLately,
}
