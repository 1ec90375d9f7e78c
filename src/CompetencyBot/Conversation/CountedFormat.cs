using System.Globalization;

namespace CompetencyBot.Conversation;

/// <summary>
/// Writes a text by a culture, and of <c>{0:day|days}</c> the first word where the number is one, else the second: <c>{0} {0:day|days}</c>. A language
/// that has no plurals leaves it out.
/// </summary>
public sealed class CountedFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => format?.Split('|') switch
    {
        [var one, var several] => IsOne(arg) ? one : several,
        _ => arg is IFormattable number ? number.ToString(format, culture) : $"{arg}",
    };

    private bool IsOne(object? arg) => arg switch
    {
        string text => decimal.TryParse(text, culture, out var number) && number == 1,
        IConvertible number => number.ToDecimal(culture) == 1,
        _ => false,
    };
}
