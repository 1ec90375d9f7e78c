using System.Security.Cryptography;
using System.Text;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Tells the admins that somebody wanted to link a colleague's account; the account itself is shown to nobody but masked.</summary>
public sealed class ColleagueAlert(
    BotDb db, OutboxWriter outbox, AuditLog audit, RecipientFinder recipients, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <param name="owner">Work address of whose account it is.</param>
    public async Task TellAsync(LinkSituation situation, SignedInAccount account, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(account);
        audit.Add(situation.Id, AuditActions.AccountRefused, situation.Id, after: $"{MaskedAddress.Of(account.Address)} {AuditReasons.Colleague}");
        await db.SaveChangesAsync(cancellationToken);
        foreach (var admin in AdminRule.All(organisation.CurrentValue, situation.Evidence, situation.Today))
        {
            using var language = Language.Use(await recipients.FindLocaleAsync(admin.Address, cancellationToken));
            var text = Language.Format(
                LinkTexts.AlertText, NameOf(situation, situation.Id), MaskedAddress.OnCard(account.Address), NameOf(situation, owner));
            var card = CardParts.Card([CardParts.Heading(LinkTexts.AlertTitle), new TextBlock(text)], text);
            await outbox.AddAsync(KeyOf(situation, account, admin), admin.Address, ReplyPages.Of(new Reply(LinkTexts.AlertTitle, card)), cancellationToken, clock.GetUtcNow());
        }
    }

    /// <summary>Once a day for a person and an account, however often they try.</summary>
    private static string KeyOf(LinkSituation situation, SignedInAccount account, Admin admin)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(account.Subject)))[..16];
        return $"account-refused|{situation.Id}|{hash}|{Phrases.ShortDate(situation.Today)}|{admin.Address.ToLowerInvariant()}";
    }

    private static string NameOf(LinkSituation situation, string address) =>
        Phrases.Name(situation.Evidence.FindByWorkAddress(address)?.DisplayName ?? address);
}
