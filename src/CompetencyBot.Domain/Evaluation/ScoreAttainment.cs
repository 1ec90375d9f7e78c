using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <param name="Value">Points of all indicators together, rounded to four decimal places; whether they are enough is decided before.</param>
public sealed record ScoreAttainment(
    ScoreRequirement Requirement, bool Met, decimal Value, ImmutableArray<IndicatorAttainment> Indicators)
    : RequirementAttainment(Requirement.Id, Met);

/// <param name="Points">To four decimal places.</param>
/// <param name="Figures">The figures of a <see cref="FigureScoring"/>, in the order of its parts.</param>
/// <param name="Steps">The people of every other scoring: one entry, or one per step.</param>
public sealed record IndicatorAttainment(
    Indicator Indicator, decimal Points, ImmutableArray<PartAttainment> Figures, ImmutableArray<StepAttainment> Steps);

/// <param name="Value">The latest known value on or before the day; null when no file has one.</param>
/// <param name="AsOf">Month of the value.</param>
/// <param name="FullAt">The value that gives all points.</param>
/// <param name="BaselineMissed">Known to have started too small to count.</param>
public sealed record PartAttainment(FigurePart Part, decimal? Value, DateOnly? AsOf, decimal FullAt, bool BaselineMissed);

/// <param name="Id">Of the step; <c>people</c> where there is only one.</param>
/// <param name="Have">How many people there are, however many are wanted.</param>
/// <param name="Want">People who open the next step, or who give all points.</param>
/// <param name="Open">Whether every gate before it is passed, so that people here give points.</param>
/// <param name="People">Their ids, in the order of the people file.</param>
public sealed record StepAttainment(string Id, ItemExpression Each, int Have, int Want, bool Open, ImmutableArray<string> People);
