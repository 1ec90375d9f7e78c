using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>Reads what was filled in on the form, whichever way a client sends it, and says what cannot be.</summary>
internal static class SupposeInputs
{
    /// <summary>No figure of a programme is larger.</summary>
    private const decimal MostOfFigure = 1_000_000_000_000;

    /// <returns>What is supposed; or null and what is wrong.</returns>
    public static (Supposed? Supposed, string? Fault) Read(UpgradePosition at, ChosenLevel chosen)
    {
        var (way, request) = (chosen.Way(at.Memory.Path), at.Request);
        var (newcomers, isNoNumber) = Number(request, SupposeForm.NewcomersInput);
        if (isNoNumber || newcomers > SupposeForm.MostNewcomers || (newcomers is { } count && count % 1 != 0))
            return (null, UpgradeTexts.NewcomersWrong);
        var plan = WayPlan.Of(way, at.View.People);
        var people = List(request, SupposeForm.PeopleInput);
        if (people.Any(value => PersonOf(value, plan, chosen, at.View) is null))
            return (null, Texts.WhatIfUnknownPerson);
        var items = List(request, SupposeForm.ItemsInput);
        if (items.Except(WayPlan.ItemsOf(chosen, way, at.View.Today).Select(item => item.Id)).Any())
            return (null, Texts.WhatIfUnknownItem);
        var (figures, isWrong) = Figures(request, FigureField.Of(chosen, way, at.View.Today));
        if (isWrong)
            return (null, UpgradeTexts.FigureWrong);
        var supposed = new Supposed(people, (int)(newcomers ?? 0), items, figures);
        return WhyNothing(supposed) is { } fault ? (null, fault) : (supposed, null);
    }

    /// <returns>Null where nobody is behind the value, or somebody whom the reader may not see.</returns>
    public static Person? PersonOf(string value, WayPlan plan, ChosenLevel chosen, UpgradeView view)
    {
        var id = plan.PersonOf(value) ?? (view.People.MayName(value) ? value : null);
        return id is null ? null : chosen.Followed.Matched.People.FirstOrDefault(person =>
            person.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && !(person.Record.LeftOn <= view.Today));
    }

    private static string? WhyNothing(Supposed supposed) => (supposed.People.Length + supposed.Newcomers > 0, supposed.Items.Length > 0) switch
    {
        (true, false) => UpgradeTexts.SupposeNoItem,
        (false, true) => UpgradeTexts.SupposeNobody,
        (false, false) when supposed.Figures.IsEmpty => UpgradeTexts.SupposeNothing,
        _ => null,
    };

    private static (ImmutableSortedDictionary<string, decimal> Figures, bool IsWrong) Figures(Request request, ImmutableArray<FigureField> fields)
    {
        var figures = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var (value, isWrong) = Number(request, field.Id);
            if (isWrong)
                return (figures.ToImmutable(), true);
            if (value is { } said && said != field.Value)
                figures[field.Metric] = said;
        }

        return (figures.ToImmutable(), false);
    }

    /// <returns>No value where the field was left empty.</returns>
    private static (decimal? Value, bool IsWrong) Number(Request request, string name)
    {
        if (request.Data is not { ValueKind: JsonValueKind.Object } data || !data.TryGetProperty(name, out var said))
            return (null, false);
        decimal? value = said switch
        {
            { ValueKind: JsonValueKind.Number } when said.TryGetDecimal(out var number) => number,
            { ValueKind: JsonValueKind.String } when decimal.TryParse(
                said.GetString()!.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
        var isEmpty = said.ValueKind == JsonValueKind.Null || (said.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(said.GetString()));
        return (value, value is null ? !isEmpty : value is < 0 or > MostOfFigure);
    }

    private static ImmutableArray<string> List(Request request, string name) =>
        [.. (request.Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}
