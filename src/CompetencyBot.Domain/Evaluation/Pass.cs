namespace CompetencyBot.Domain.Evaluation;

/// <summary>An exam, certification or assessment that somebody still has to pass.</summary>
/// <param name="PersonId">Null for a newcomer: anybody who holds nothing yet of what the level asks for.</param>
/// <param name="Newcomer">Which newcomer, from 1; several passes may be one newcomer's. 0 for a known person.</param>
public sealed record Pass(string? PersonId, int Newcomer, string ItemId);
