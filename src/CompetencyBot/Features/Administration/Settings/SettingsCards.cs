using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.Settings;

/// <param name="Origin">In words: a default, a file, or who changed it in chat.</param>
public sealed record ShownSetting(SettingField Field, string Value, string Origin);

/// <summary>The cards of the settings: all at a glance, a form, and what was changed.</summary>
public static class SettingsCards
{
    /// <summary>Data of Save: which form it is of, and the values that it showed.</summary>
    public const string FormInput = "form";

    public const string ShownInput = "shown";

    /// <param name="ignored">Settings changed in chat that cannot be any more, in words.</param>
    public static AdaptiveCard Overview(IReadOnlyList<(SettingForm Form, IReadOnlyList<ShownSetting> Settings)> forms, IReadOnlyList<string> ignored)
    {
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(ignored);
        return CardParts.Card(
            [
                CardParts.Heading(Texts.AdminTitle),
                .. ignored.Count == 0 ? (IEnumerable<CardElement>)[] : [Ignored(ignored)],
                .. forms.SelectMany(form => (CardElement[])
                [
                    CardParts.Subheading(form.Form.Title),
                    .. form.Settings.Select(setting => CardParts.Named(
                        setting.Field.Label, Language.Format(AdminTexts.ValueAndOrigin, SettingWords.ValueOf(setting.Field.Key, setting.Value), setting.Origin))),
                ]),
                CardParts.Subtle(AdminTexts.OverviewWords),
            ],
            Texts.AdminTitle,
            [.. forms.Select(form => Button(form.Form.Title + "…", form.Form.Name)), .. Elsewhere()]);
    }

    public static AdaptiveCard Form(SettingForm form, IReadOnlyList<ShownSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(settings);
        var shown = new JsonObject(settings.Select(setting => KeyValuePair.Create(setting.Field.Id, (JsonNode?)setting.Value)));
        return CardParts.Card(
            [
                CardParts.Heading(form.Title),
                CardParts.Subtle(form.Introduction),
                .. settings.SelectMany(setting => setting.Field.Inputs(setting.Value)),
            ],
            form.Title,
            new ExecuteAction(AdminTexts.ButtonSave, AdminCommand.VerbOf(AdminAction.Save), new JsonObject { [FormInput] = form.Name, [ShownInput] = shown }),
            new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb));
    }

    public static AdaptiveCard Saved(IReadOnlyList<ChangedSetting> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return CardParts.Card(
            [
                CardParts.Heading(AdminTexts.SavedTitle),
                .. changes.Select(change => CardParts.Named(
                    SettingWords.NameOf(change.Key),
                    Language.Format(AdminTexts.BeforeAfter, SettingWords.ValueOf(change.Key, change.Before), SettingWords.ValueOf(change.Key, change.After)))),
                CardParts.Subtle(AdminTexts.SavedAtOnce),
            ],
            AdminTexts.SavedTitle,
            new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonScan, AdminCommand.VerbOf(AdminAction.Scan)));
    }

    private static Container Ignored(IReadOnlyList<string> ignored) =>
        new([new TextBlock(Language.Format(AdminTexts.IgnoredSettings, string.Join("; ", ignored)))]) { Style = "warning" };

    /// <summary>With the two forms six, which is what Teams shows.</summary>
    private static IEnumerable<CardAction> Elsewhere() =>
    [
        Button(AdminTexts.ButtonAdmins, AdminAction.Admins),
        Button(AdminTexts.ButtonTold, AdminAction.Told),
        Button(AdminTexts.ButtonAudit, AdminAction.Audit),
        Button(Texts.ButtonScan, AdminAction.Scan),
    ];

    private static ExecuteAction Button(string title, string action) => new(title, AdminCommand.VerbOf(action));
}
