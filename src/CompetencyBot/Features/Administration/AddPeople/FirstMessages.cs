using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// What somebody who was added reads first: how to sign in, how to reset the password, how to link their account. Where the app is not installed for them it waits until it is, or
/// until they write. The password is not in it.
/// </summary>
public sealed class FirstMessages(OutboxWriter outbox, RecipientTime times, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Microsoft's self-service password reset.</summary>
    private const string ResetAddress = "https://aka.ms/sspr";

    private const string LinkVerb = "link/show";

    /// <summary>Once for each account. Nothing is saved here.</summary>
    /// <param name="person">Created; the evidence does not know them yet, so they are found by their object id.</param>
    public void Stage(AddedPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        using var language = Language.Use(person.Language ?? organisation.CurrentValue.Language);
        var name = organisation.CurrentValue.Name is { Length: > 0 } known ? known : person.UserPrincipalName.Split('@')[^1];
        var title = Language.Format(AddPeopleTexts.WelcomeTitle, Phrases.Name(name));
        var messages = ReplyPages.Of(new Reply(title, Card(title, person)));
        outbox.Stage(new OutboxEntry($"person-added|{person.ObjectId}", person.ObjectId!, messages) { DueAt = times.DueAt(null, clock.GetUtcNow()) });
    }

    private static AdaptiveCard Card(string title, AddedPerson person) => CardParts.Card(
        [
            CardParts.Heading(title),
            new TextBlock(Language.Format(AddPeopleTexts.WelcomeAccount, Phrases.Name(person.DisplayName), Phrases.Escape(person.UserPrincipalName))),
            .. CardParts.Bullets([AddPeopleTexts.WelcomeSignIn, Language.Format(AddPeopleTexts.WelcomeReset, ResetAddress), AddPeopleTexts.WelcomeLink]),
            CardParts.Subtle(AddPeopleTexts.WelcomeUnknown),
        ],
        title,
        new ExecuteAction(Texts.ButtonLinkAccount, LinkVerb),
        new OpenUrlAction(AddPeopleTexts.ButtonReset, ResetAddress));
}
