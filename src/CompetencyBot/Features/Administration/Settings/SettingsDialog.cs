using System.Text.Json;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Settings;

/// <summary>Shows the settings and takes what an admin fills in: all of a form, or nothing when a field of it is wrong.</summary>
public sealed class SettingsDialog(
    SettingForms forms,
    SettingRules rules,
    SettingsChange settings,
    PresentSettings present,
    StoredSettings stored,
    AdminDirectory directory,
    IOptionsMonitor<OrganisationOptions> organisation)
{
    public async Task<Reply> OverviewAsync(CancellationToken cancellationToken)
    {
        var (people, admins) = await directory.ReadAsync(cancellationToken);
        return new Reply(Texts.AdminTitle, SettingsCards.Overview(
            [.. forms.All(admins).Select(form => (form, Shown(form, people)))],
            [.. stored.Ignored.Where(row => SettingKeys.AddressIn(row.Key) is null).Select(row => Language.Format(AdminTexts.IgnoredSetting, SettingWords.NameOf(row.Key), Phrases.Escape(row.Value)))]));
    }

    public async Task<Reply> FormAsync(string name, CancellationToken cancellationToken)
    {
        var (people, admins) = await directory.ReadAsync(cancellationToken);
        return forms.Of(name, admins) is { } form ? new Reply(form.Title, SettingsCards.Form(form, Shown(form, people))) : new Reply(Texts.ButtonOutdated);
    }

    public async Task<Reply> SaveAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (_, admins) = await directory.ReadAsync(cancellationToken);
        if (forms.Of(request.Text(SettingsCards.FormInput), admins) is not { } form)
            return new Reply(Texts.ButtonOutdated);
        var inputs = new FormInputs(request.Data);
        if (!form.Fields.SelectMany(field => field.Ids).Any(inputs.Has))
            return new Reply(AdminTexts.FormEmpty);

        var shown = new FormInputs(request.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(SettingsCards.ShownInput, out var values) ? values : null);
        var wanted = new Dictionary<string, string?>();
        var faults = new List<string>();
        foreach (var field in form.Fields)
        {
            var before = shown.Has(field.Id) ? shown.Text(field.Id) ?? "" : present.Of(field.Key);
            if (Taken(field, inputs) is not { } value)
                faults.Add(Language.Format(AdminTexts.FieldWrong, field.Label, field.Wanted));
            else if (value != before)
                wanted[field.Key] = value.Length == 0 ? null : value;
        }

        if (faults.Count > 0)
            return new Reply(string.Join("\n\n", [AdminTexts.NothingSaved, .. faults]));
        return await settings.SaveAsync(wanted, request.Viewer.AuditName, cancellationToken) is { Count: > 0 } changes
            ? new Reply(AdminTexts.SavedTitle, SettingsCards.Saved(changes))
            : new Reply(AdminTexts.NothingChanged);
    }

    /// <returns>Empty = as the files have it; null for what the setting cannot be.</returns>
    private string? Taken(SettingField field, FormInputs inputs) => field.Read(inputs) switch
    {
        null => null,
        "" => "",
        var text => rules.Normalise(field.Key, text),
    };

    private List<ShownSetting> Shown(SettingForm form, OrganisationEvidence? people) =>
        [.. form.Fields.Select(field => new ShownSetting(field, present.Of(field.Key), OriginOf(field.Key, people)))];

    private string OriginOf(string key, OrganisationEvidence? people) => (present.OriginOf(key), stored.Find(key)) switch
    {
        (SettingOrigin.Chat, { } row) => Language.Format(
            AdminTexts.OriginChat, AdminDirectory.NameOf(row.ChangedBy, people), Phrases.DateAndTime(row.ChangedAt, organisation.CurrentValue.Zone)),
        (SettingOrigin.Configuration, _) => AdminTexts.OriginConfiguration,
        _ => AdminTexts.OriginDefault,
    };
}
