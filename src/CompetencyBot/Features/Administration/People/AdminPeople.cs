using System.Text.RegularExpressions;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.People;

/// <summary>Who is an admin and why; makes people admins and takes it back. Whoever is made one is told.</summary>
public sealed partial class AdminPeople(
    AdminDirectory directory, SettingsChange settings, OutboxWriter outbox, RecipientFinder recipients, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<Reply> ListAsync(CancellationToken cancellationToken)
    {
        var (_, admins) = await directory.ReadAsync(cancellationToken);
        return new Reply(AdminTexts.AdminsTitle, AdminsCard.For(admins, said: null));
    }

    public async Task<Reply> AddAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        if (AddressIn(request, AdminsCard.AddInput) is not { } name)
            return new Reply(AdminTexts.AddressWanted);
        var person = people?.FindByWorkAddress(name) ?? people?.FindByObjectId(name);
        var address = (person?.UserPrincipalName ?? name).ToLowerInvariant();
        if (person?.LeftOn is { } left && left <= organisation.CurrentValue.Today(clock))
            return new Reply(Language.Format(AdminTexts.AdminHasLeft, Phrases.Name(person.DisplayName)));
        if (AdminRule.ReasonFor(organisation.CurrentValue, address, person?.EntraObjectId ?? name, person, organisation.CurrentValue.Today(clock)) is not null)
            return new Reply(Language.Format(AdminTexts.AdminAlready, AdminDirectory.NameOf(address, people)));

        await ChangeAsync(address, person?.EntraObjectId, OrganisationOptions.Made, byItself: AdminRule.WithoutChat(person) is not null, request, cancellationToken);
        await TellAsync(address, request, people, cancellationToken);
        var said = Language.Format(
            person is null ? AdminTexts.AdminAddedUnknown : AdminTexts.AdminAdded, AdminDirectory.NameOf(address, people));
        return await ListAsync(said, cancellationToken);
    }

    public async Task<Reply> RemoveAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (people, admins) = await directory.ReadAsync(cancellationToken);
        if (AddressIn(request, AdminsCard.RemoveInput) is not { } name)
            return new Reply(AdminTexts.AddressWanted);
        var person = people?.FindByWorkAddress(name) ?? people?.FindByObjectId(name);
        var address = (person?.UserPrincipalName ?? name).ToLowerInvariant();
        var shown = AdminDirectory.NameOf(address, people);
        switch (AdminRule.ReasonFor(organisation.CurrentValue, address, person?.EntraObjectId ?? name, person, organisation.CurrentValue.Today(clock)))
        {
            case null:
                return new Reply(Language.Format(AdminTexts.AdminIsNone, shown));
            case AdminReason.Settings:
                return new Reply(Language.Format(AdminTexts.AdminOfSettings, shown));
            case not null when admins.All(admin => admin.Address.Equals(address, StringComparison.OrdinalIgnoreCase)):
                return new Reply(Language.Format(AdminTexts.AdminIsLast, shown));
        }

        var byItself = AdminRule.WithoutChat(person) is not null;
        await ChangeAsync(address, person?.EntraObjectId, OrganisationOptions.Unmade, byItself, request, cancellationToken);
        if ((await directory.ReadAsync(cancellationToken)).Admins.Count == 0) // two have removed each other in one moment
        {
            await ChangeAsync(address, person?.EntraObjectId, OrganisationOptions.Made, byItself, request, cancellationToken);
            return new Reply(Language.Format(AdminTexts.AdminIsLast, shown));
        }

        return await ListAsync(Language.Format(AdminTexts.AdminRemoved, shown), cancellationToken);
    }

    private async Task<Reply> ListAsync(string said, CancellationToken cancellationToken)
    {
        var (_, admins) = await directory.ReadAsync(cancellationToken);
        return new Reply(said, AdminsCard.For(admins, said));
    }

    /// <summary>What only says again what holds without it is not kept: an admin of the people file or of the group, or somebody who is none there.</summary>
    private async Task ChangeAsync(
        string address, string? objectId, string made, bool byItself, Request request, CancellationToken cancellationToken)
    {
        var isUsual = made == OrganisationOptions.Made == byItself;
        var values = new Dictionary<string, string?> { [SettingKeys.AdminOf(address)] = isUsual ? null : made };
        if (objectId is not null && organisation.CurrentValue.InChat(objectId) is not null)
            values[SettingKeys.AdminOf(objectId)] = null; // was named by the object id before
        await settings.SaveAsync(values, request.Viewer.AuditName, cancellationToken);
    }

    private async Task TellAsync(string address, Request request, OrganisationEvidence? people, CancellationToken cancellationToken)
    {
        using var language = Language.Use(await recipients.FindLocaleAsync(address, cancellationToken));
        var text = Language.Format(AdminTexts.MadeAdmin, AdminDirectory.NameOf(request.Viewer.AuditName, people));
        var key = $"admin-added|{address}|{clock.GetUtcNow().UtcTicks}";
        await outbox.AddAsync(key, address, ReplyPages.Of(new Reply(text)), cancellationToken);
    }

    /// <summary>Of a button the input, of typed words the one that is an address.</summary>
    /// <returns>In lower case; null when there is no such thing, or more than one.</returns>
    private static string? AddressIn(Request request, string input)
    {
        var text = request.Action is null ? request.Typed : request.Text(input) ?? "";
        string[] found = [.. Address().Matches(text).Select(match => match.Value.ToLowerInvariant()).Distinct()];
        return found is [var only] ? only : null;
    }

    [GeneratedRegex(@"[\w.'+#%-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}|\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")]
    private static partial Regex Address();
}
