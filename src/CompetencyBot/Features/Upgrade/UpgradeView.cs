using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade;

/// <summary>What every card of the upgrade options is made from.</summary>
public sealed record UpgradeView(OrganisationEvidence Evidence, DateOnly Today, PeopleShown People, IEnumerable<CardElement> DateLines)
{
    /// <summary>The editions that still apply: nobody is advised to sit exams for one that has ended.</summary>
    public IEnumerable<FollowedEdition> Advised => Evidence.Followed.Where(followed => !followed.Edition.HasEnded(Today));
}
