import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

/** When a finished file is worth sending; it is kept in any case. */
export class ConditionsBody {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Only when it has rows.' })
  @IsOptional()
  @IsBoolean()
  only_if_rows?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: "Only when columns or rows differ from the schedule's last run.",
  })
  @IsOptional()
  @IsBoolean()
  only_if_changed?: boolean;
}
