using System.Globalization;
using System.Text;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.Settings;

/// <summary>One setting on a form; all texts are in the reader's language.</summary>
/// <param name="Wanted">A sentence that says what can be filled in, for somebody who filled in something else.</param>
public abstract record SettingField(string Key, string Label, string Wanted)
{
    /// <summary>Of the input, and of the value that the card showed.</summary>
    public string Id => Key.Replace(':', '.');

    /// <summary>Ids of all inputs of the field.</summary>
    public virtual IEnumerable<string> Ids => [Id];

    /// <param name="value">As a text as <see cref="SettingKeys.TextOf"/> writes it; empty for none.</param>
    public abstract IEnumerable<CardElement> Inputs(string value);

    /// <returns>The text for <see cref="SettingRules"/>; empty = as the files have it; null for what can be no value.</returns>
    public virtual string? Read(FormInputs inputs) => inputs.Text(Id);
}

/// <summary>A line of text.</summary>
public sealed record TextField(string Key, string Label, string Wanted) : SettingField(Key, Label, Wanted)
{
    public string? Placeholder { get; init; }

    /// <summary>Makes of what people type what is kept.</summary>
    public Func<string, string?> Tidy { get; init; } = text => text;

    public override IEnumerable<CardElement> Inputs(string value) =>
    [
        new TextInput(Label)
        {
            Id = Id, Value = value.Length == 0 ? null : value, Placeholder = Placeholder, MaxLength = SettingRules.MostCharacters, ErrorMessage = Wanted,
        },
    ];

    public override string? Read(FormInputs inputs) => base.Read(inputs) is { } text ? Tidy(text) : null;
}

public sealed record NumberField(string Key, string Label, string Wanted, int Least, int Most) : SettingField(Key, Label, Wanted)
{
    public override IEnumerable<CardElement> Inputs(string value) =>
    [
        new NumberInput(Label)
        {
            Id = Id, Value = decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null, Min = Least, Max = Most, ErrorMessage = Wanted,
        },
    ];

    public override string? Read(FormInputs inputs) => base.Read(inputs) is { } text ? Typed.Plain(text) : null;
}

public sealed record DateField(string Key, string Label, string Wanted) : SettingField(Key, Label, Wanted)
{
    public override IEnumerable<CardElement> Inputs(string value) =>
        [new DateInput(Label) { Id = Id, Value = value.Length == 0 ? null : value, ErrorMessage = Wanted }];
}

/// <param name="Choices">Values as they are kept; of a field with one choice the first means "as the files have it".</param>
public sealed record ChoiceField(string Key, string Label, string Wanted, IReadOnlyList<Choice> Choices, bool IsMultiSelect = false)
    : SettingField(Key, Label, Wanted)
{
    /// <summary>Value of the choice that nothing is said in chat; an empty one would be left out by clients.</summary>
    public const string AsConfigured = "-";

    public override IEnumerable<CardElement> Inputs(string value) =>
    [
        new ChoiceSetInput(Label, Choices)
        {
            Id = Id,
            Value = value.Length == 0 ? IsMultiSelect ? null : AsConfigured : value.Replace(", ", ",", StringComparison.Ordinal),
            IsMultiSelect = IsMultiSelect ? true : null,
            Style = "expanded",
            ErrorMessage = Wanted,
        },
    ];

    public override string? Read(FormInputs inputs) => base.Read(inputs) switch
    {
        AsConfigured => "",
        var text => text,
    };
}

/// <summary>The days of a ladder: people count forwards to the anniversary and onwards from it, so each way has its line.</summary>
public sealed record LadderField(string Key, string Label, string Wanted, string BeforeLabel, string AfterLabel, Ladder Usual)
    : SettingField(Key, Label, Wanted)
{
    private string BeforeId => $"{Id}.before";

    private string AfterId => $"{Id}.after";

    public override IEnumerable<string> Ids => [BeforeId, AfterId];

    public override IEnumerable<CardElement> Inputs(string value)
    {
        int[] days = [.. Typed.Values(value).Select(day => int.Parse(day, CultureInfo.InvariantCulture))];
        return [Input(BeforeId, BeforeLabel, Before(days), Before(Usual.Days)), Input(AfterId, AfterLabel, After(days), After(Usual.Days))];
    }

    public override string? Read(FormInputs inputs)
    {
        if (inputs.Text(BeforeId) is not { } before || inputs.Text(AfterId) is not { } after)
            return null;
        string[] days = [.. Typed.Values(Typed.List(before)).Select(day => day == "0" ? day : $"-{day}"), .. Typed.Values(Typed.List(after))];
        // "-90" among the days before would come out as "--90", which is no number.
        return days.Any(day => !int.TryParse(day, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) || Typed.Values(after).Any(day => day.StartsWith('-'))
            ? null
            : string.Join(", ", days);
    }

    private TextInput Input(string id, string label, string value, string usual) => new(label)
    {
        Id = id, Value = value.Length == 0 ? null : value, Placeholder = usual, MaxLength = SettingRules.MostCharacters, ErrorMessage = Wanted,
    };

    private static string Before(IEnumerable<int> days) => string.Join(", ", days.Where(day => day <= 0).Select(day => -day));

    private static string After(IEnumerable<int> days) => string.Join(", ", days.Where(day => day > 0));
}

/// <summary>Texts as people type them, on phones and in Chinese too.</summary>
internal static class Typed
{
    /// <summary>Letters and digits of half width, every dash a hyphen.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC));
        foreach (var dash in "‐‑‒–—−〜~至")
            plain.Replace(dash, '-');
        return plain.ToString().Trim();
    }

    /// <summary>The same with commas between the values.</summary>
    public static string List(string text)
    {
        var list = new StringBuilder(Plain(text));
        foreach (var separator in "、/;\n ")
            list.Replace(separator, ',');
        return string.Join(", ", Values(list.ToString()));
    }

    public static string[] Values(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
