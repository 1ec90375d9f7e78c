using System.Globalization;

namespace CompetencyBot.Conversation;

/// <summary>The reader's language: English, or Traditional Chinese for every kind of Chinese.</summary>
public static class Language
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo TraditionalChinese = CultureInfo.GetCultureInfo("zh-TW");

    public static IReadOnlyList<CultureInfo> All { get; } = [English, TraditionalChinese];

    /// <summary>Key of names in catalogue data for the current language.</summary>
    public static string Tag => CultureInfo.CurrentUICulture.Name;

    /// <summary>Two letters (ISO 639-1), which is all that the <c>lang</c> of a card takes (Adaptive Cards schema 1.5).</summary>
    public static string Code => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static CultureInfo Of(string? locale) =>
        locale?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? TraditionalChinese : English;

    /// <summary>A language as its own speakers call it, so that whoever cannot read the rest finds it.</summary>
    public static string NameOf(string locale) => Of(locale) == English ? "English" : "繁體中文";

    /// <summary>Texts, numbers and dates are written in this language until the result is disposed.</summary>
    public static IDisposable Use(string? locale) => new Scope(Of(locale));

    /// <summary>Fills in a text of a resource file, where a word may follow a number (<see cref="CountedFormat"/>).</summary>
    public static string Format(string format, params ReadOnlySpan<object?> arguments) =>
        string.Format(new CountedFormat(CultureInfo.CurrentCulture), format, arguments);

    private sealed class Scope : IDisposable
    {
        private readonly (CultureInfo Culture, CultureInfo UICulture) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public Scope(CultureInfo culture) => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);

        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
    }
}
